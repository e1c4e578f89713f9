// The event log as JSON.
#pragma once

#include <ipmi/sel.hpp>

#include "schema/values.hpp"

namespace ipmi::schema {

/// {"info": {…}, "bmc_clock", "boot_progress", "complete", "records": […], "warnings", "statistics"}
Json form(const SelReport& report);
Json form(const SelRecord& record);
Json form(const SelInfo& info);

}  // namespace ipmi::schema
