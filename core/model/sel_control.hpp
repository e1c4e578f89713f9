// What changes a SEL or its clock: each once, each confirmed by reading. IPMI v2.0 rev 1.1, §31.4 and §31.9 to §31.11.
#pragma once

#include "model/sel_reader.hpp"

namespace ipmi::model {

enum class Cleared : std::uint8_t {
    cleared,
    not_read_completely,  ///< nothing was done: records would be lost unread
    records_came_in,      ///< nothing was done: read them and try again
};

/// Clears the log that `reading` has read, and only while it is still that log: a reservation is taken before the log
/// is looked at once more, so that the BMC itself refuses when a record comes in. Waits until the erasure has ended.
/// Errors: those of Channel::call; completion_code; timeout (the erasure did not end); outcome_unknown (the reply was
/// lost and the log does not tell).
Task<Result<Cleared>> clear_sel(session::Channel& channel, const SelReading& reading);

/// The SEL clock; empty where it has not been set (§37.1). Errors: those of Channel::call; completion_code; malformed.
Task<Result<std::optional<std::chrono::sys_seconds>>> read_sel_clock(session::Channel& channel);

/// Errors: those of Channel::call; completion_code; local (a time that 32 bits do not hold).
Task<Result<void>> set_sel_clock(session::Channel& channel, std::chrono::sys_seconds time);

}  // namespace ipmi::model
