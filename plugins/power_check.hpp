// From chassis status and DCMI power to a check.
#pragma once

#include <ipmi/chassis.hpp>

#include "check.hpp"
#include "policy.hpp"

namespace plugins {

/// `watts`: empty where the BMC has no DCMI.
Check check_power(const ipmi::ChassisStatus& status, const std::optional<ipmi::DcmiPower>& watts,
                  const PowerPolicy& policy, StateOrder order = {});

}  // namespace plugins
