// Reads FRU inventories: as much of each as its areas need, in reads of the largest size that the BMC takes, learnt by
// refusal. IPMI v2.0 rev 1.1, §34.1 and §34.2.
#pragma once

#include <ipmi/fru.hpp>

#include <vector>

#include "session/channel.hpp"

namespace ipmi::model {

/// The FRUs that can be read by FRU commands: 0, and every logical one of this BMC that a locator names. In order of
/// id.
std::vector<Fru> list_frus(const SensorTable* table, std::uint8_t bmc_address = 0x20);

/// Reads and decodes `fru`. `read_size` is the largest read known to be taken (0: not known) and is updated. What goes
/// wrong with this FRU is its warning; what was read is kept.
/// Errors: those that end the session (Channel::call's, but for a refusal).
Task<Result<void>> read_fru(session::Channel& channel, Fru& fru, std::uint8_t& read_size);

}  // namespace ipmi::model
