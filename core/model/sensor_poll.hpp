// Reads every sensor of a table once, as many at a time as the BMC bears. Where the BMC's own comparison bits say
// otherwise than the thresholds known so far, that sensor's are read again and believed.
#pragma once

#include <ipmi/chassis.hpp>
#include <ipmi/sensor.hpp>

#include <memory>
#include <optional>
#include <vector>

#include "model/threshold_reader.hpp"
#include "session/channel.hpp"

namespace ipmi::model {

/// The requests of a poll: made once for a table and shared by all machines that share it.
struct SensorCommands {
    std::vector<session::Command> commands{};
    std::vector<std::uint32_t> sensors{};  ///< for each command the index of its sensor
};
std::shared_ptr<const SensorCommands> commands_for(const SensorTable& table);

struct PollOutcome {
    std::vector<Reading> readings{};  ///< one for each sensor of the table, in its order
    bool short_replies = false;       ///< Get Sensor Reading without state bytes was seen
    std::optional<Error> cut{};       ///< why the poll ended early; what it left out was not asked
    bool thresholds_read = false;     ///< all were wanted, and all that answered are in `live`
};

enum class WantedThresholds {
    where_doubtful,  ///< of the sensors on which the BMC's own comparison disagrees
    all,
};

/// A value is missing, or alarmingly low, that a host which is off would explain: the power state is worth a request.
bool power_would_explain(const SensorTable& table, const PollOutcome& outcome);
/// With the host off, what was thought absent or not scanned, and a fan that stands, is "host off".
void explain_by_power(const SensorTable& table, PollOutcome& outcome, PowerState power);

/// `live` is what is known, and is brought up to date. Errors: those of Channel::batch, where the session did not
/// survive before anything was read. A sensor that was not answered is a reading with a reason.
Task<Result<PollOutcome>> poll_sensors(session::Channel& channel, const SensorTable& table,
                                       const SensorCommands& commands, LiveThresholds& live,
                                       WantedThresholds wanted = WantedThresholds::where_doubtful);

}  // namespace ipmi::model
