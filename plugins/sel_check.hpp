// From a SelReport to a check: a child for each record that still wants attention.
#pragma once

#include <ipmi/sel.hpp>

#include "check.hpp"
#include "policy.hpp"

namespace plugins {

/// "PSU1 Status: Power Supply AC lost (Power Supply 1), 3 h ago".
std::string record_text(const ipmi::SelRecord& record, std::chrono::sys_seconds now);

/// Is this record among those the policy asks for, whatever its state?
bool chosen(const ipmi::SelRecord& record, const SelPolicy& policy, std::chrono::sys_seconds now);

/// `host_now` counts where the BMC has no clock.
Check check_sel(const ipmi::SelReport& report, const SelPolicy& policy, std::chrono::sys_seconds host_now,
                StateOrder order = {});

}  // namespace plugins
