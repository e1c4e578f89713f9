// Power actions. Each command goes out once and is never repeated: what became of it is read from the state, or from
// the restart cause, and where neither tells, the result says so.
#pragma once

#include <ipmi/client.hpp>

#include "session/channel.hpp"

namespace ipmi::model {

/// Errors: those of Channel::call before anything was sent; completion_code (refused); unsupported (cycle or reset of a
/// host that is off). A lost reply is not an error but an Outcome.
Task<Result<PowerResult>> control_power(session::Channel& channel, PowerRequest request);

/// Chassis Identify. "Until switched off" is the second byte, which older firmware refuses: then the longest interval.
/// True: as asked; false: on, but for 255 seconds only. Errors: those of Channel::call; completion_code.
Task<Result<bool>> identify(session::Channel& channel, IdentifyRequest request);

/// Set Power Restore Policy; gives what the BMC then reports. Errors: those of Channel::call; completion_code;
/// unsupported (the BMC does not have this policy).
Task<Result<PowerRestorePolicy>> set_restore_policy(session::Channel& channel, PowerRestorePolicy policy);

}  // namespace ipmi::model
