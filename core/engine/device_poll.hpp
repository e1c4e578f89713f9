// What a BMC says of itself, and the parts it has: the first often, since it tells of new firmware; the rest daily.
#pragma once

#include "engine/host_block.hpp"
#include "host/bmc.hpp"

namespace ipmi::engine {

/// Identity and self test; with `settings` LAN and users too, which otherwise stay as they were read last.
/// Errors: those of host::read_device.
Task<Result<void>> read_device(host::Bmc& bmc, HostBlock& block, bool settings);
/// Errors: those of host::read_frus.
Task<Result<void>> read_fru(host::Bmc& bmc, HostBlock& block);

/// One BMC with one firmware; an update that is in progress has not come yet.
bool same_device(const DeviceReport& a, const DeviceReport& b);

}  // namespace ipmi::engine
