// Power and chassis as they are. IPMI v2.0 rev 1.1, §28.
#pragma once

#include <ipmi/chassis.hpp>

#include "message/chassis/get_chassis_status.hpp"
#include "session/channel.hpp"

namespace ipmi::model {

ChassisStatus chassis_status_of(const chassis::GetChassisStatus::Response& response);

/// 0 … 11 in words ("power button"). IPMI v2.0 rev 1.1, §28.11.
std::string restart_cause_text(std::uint8_t cause);

/// Get Chassis Status alone. Errors: those of Channel::call; completion_code; malformed.
Task<Result<ChassisStatus>> read_chassis_status(session::Channel& channel);

/// With restart cause, power-on hours and boot flags where the BMC offers them: four commands, sent together.
Task<Result<ChassisStatus>> read_chassis_details(session::Channel& channel);

/// DCMI Get Power Reading. Errors: the same; unsupported (no DCMI, or no power measurement).
Task<Result<DcmiPower>> read_dcmi_power(session::Channel& channel);

}  // namespace ipmi::model
