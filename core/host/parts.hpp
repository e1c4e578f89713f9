// What can be asked in one open session; each part is a flow in the file of its name.
#pragma once

#include <ipmi/host.hpp>

#include "host/bmc.hpp"

namespace ipmi::host {

/// Errors of each: those of the session; completion_code; malformed; local (libfreeipmi is not installed).
Task<Result<SelReport>> read_sel(Bmc& bmc, SelQuery query);
Task<Result<FruReport>> read_frus(Bmc& bmc);
Task<Result<DeviceReport>> read_device(Bmc& bmc, DeviceQuery query);

/// All that `query` names, one after the other; each part has its own error. Errors of the whole: none.
Task<Result<HostReport>> survey(Bmc& bmc, HostQuery query);

}  // namespace ipmi::host
