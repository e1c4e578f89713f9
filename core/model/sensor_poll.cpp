#include "model/sensor_poll.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "message/sensor/get_sensor_reading.hpp"
#include "message/sensor/get_sensor_reading_factors.hpp"
#include "model/sdr_decode.hpp"
#include "model/sensor_reader.hpp"

namespace ipmi::model {
namespace {

using session::Channel;
using session::Command;
using session::ReplyView;

constexpr std::uint8_t first_non_linear = 0x70;  // IPMI v2.0 rev 1.1, table 43-1: 70h is non-linear, 71h-7fh OEM

/// What the BMC itself thinks of the value, by its worst comparison bit. Bits as Get Sensor Reading sends them: 0 at or
/// below LNC, 1 LC, 2 LNR, 3 at or above UNC, 4 UC, 5 UNR.
Severity compared_by_bmc(const Sensor& sensor, const Reading& reading) {
    auto worst = Severity::ok;
    for (std::size_t i = 0; i < threshold_count; ++i)
        if ((reading.states & sensor.readable_thresholds) >> i & 1)
            worst = worse(worst, severity_of(static_cast<ThresholdKind>(i)));
    return worst;
}

/// Does the BMC see a threshold passed that we do not, or the other way round?
bool disagrees(const Sensor& sensor, const Reading& reading) {
    if (!sensor.is_threshold() || reading.reason != Reason::none || !reading.value) return false;
    return sensor.readable_thresholds != 0 && compared_by_bmc(sensor, reading) != reading.severity;
}

class Readings final : public session::ReplySink {
public:
    Readings(const SensorTable& table, const SensorCommands& commands, const LiveThresholds& live, PollOutcome& outcome)
        : table_(table), commands_(commands), live_(live), outcome_(outcome) {}

    void on_reply(std::size_t index, ReplyView reply) override {
        const auto sensor = commands_.sensors[index];
        ReadingContext context;
        context.time = WallClock::now();
        if (const auto at = live_.find(sensor); at != live_.end()) context.thresholds = &at->second;
        outcome_.readings[sensor] = judge(table_.sensors[sensor], sensor, reply.completion, reply.data, context);
        if (reply.completion == 0 && reply.data.size() < 3) outcome_.short_replies = true;
    }
    void on_error(std::size_t index, const Error&) override {
        const auto sensor = commands_.sensors[index];
        outcome_.readings[sensor] = without_value(sensor, Reason::not_responding, WallClock::now());
    }

private:
    const SensorTable& table_;
    const SensorCommands& commands_;
    const LiveThresholds& live_;
    PollOutcome& outcome_;
};

/// Answers kept by index, for the few commands of a second look.
class Replies final : public session::ReplySink {
public:
    explicit Replies(std::size_t count) : answers(count) {}
    void on_reply(std::size_t index, ReplyView reply) override {
        if (reply.completion == 0) answers[index] = Bytes(reply.data.begin(), reply.data.end());
    }
    void on_error(std::size_t, const Error&) override {}
    std::vector<std::optional<Bytes>> answers;
};

/// The answer of the first look once more, for judging it with better knowledge.
Bytes body_of(const Reading& reading) {
    return {reading.raw, reading.flags, static_cast<std::uint8_t>(reading.states),
            static_cast<std::uint8_t>(reading.states >> 8)};
}

std::vector<std::uint32_t> doubtful(const SensorTable& table, const PollOutcome& outcome) {
    std::vector<std::uint32_t> which;
    for (std::uint32_t i = 0; i < outcome.readings.size(); ++i)
        if (disagrees(table.sensors[i], outcome.readings[i])) which.push_back(i);
    return which;
}

/// After the readings, so that a deadline cuts the thresholds first: the readings are then judged by what was known.
Task<void> judge_by_live(Channel& channel, const SensorTable& table, PollOutcome& outcome, LiveThresholds& live,
                         WantedThresholds wanted) {
    const auto which = wanted == WantedThresholds::all ? sensors_with_thresholds(table) : doubtful(table, outcome);
    if (which.empty()) {
        outcome.thresholds_read = wanted == WantedThresholds::all;
        co_return;
    }
    const auto read = co_await read_thresholds(channel, table, which, live);
    outcome.thresholds_read = read && wanted == WantedThresholds::all;
    for (const auto index : which) {
        if (outcome.readings[index].reason != Reason::none) continue;
        const auto at = live.find(index);
        ReadingContext context;
        context.time = outcome.readings[index].time;
        context.thresholds = at == live.end() ? nullptr : &at->second;
        outcome.readings[index] = judge(table.sensors[index], index, 0, body_of(outcome.readings[index]), context);
    }
}

/// Non-linear sensors have factors of their own for each reading. IPMI v2.0 rev 1.1, §36.2.
Task<void> read_factors(Channel& channel, const SensorTable& table, PollOutcome& outcome) {
    std::vector<std::uint32_t> affected;
    std::vector<Command> commands;
    for (std::uint32_t i = 0; i < outcome.readings.size(); ++i) {
        const auto& sensor = table.sensors[i];
        if (sensor.conversion.linearization != first_non_linear || !sensor.is_analog()) continue;
        const auto& reading = outcome.readings[i];
        if (!reading.has_raw || reading.completion != 0) continue;
        sensor::GetSensorReadingFactors::Request request;
        request.sensor_number = sensor.key.number;
        request.raw_reading = reading.raw;
        commands.push_back(session::command_of<sensor::GetSensorReadingFactors>(request, sensor.key.lun));
        affected.push_back(i);
    }
    Replies replies(commands.size());
    (void)co_await channel.batch(commands, replies);
    for (std::size_t i = 0; i < affected.size(); ++i) {
        const auto index = affected[i];
        auto& reading = outcome.readings[index];
        if (!replies.answers[i]) continue;
        const auto factors = sensor::GetSensorReadingFactors::decode_response(wire::Reader(*replies.answers[i]));
        if (!factors) continue;
        auto conversion = table.sensors[index].conversion;
        conversion.linearization = 0;
        conversion.m = factors->m;
        conversion.b = factors->b;
        conversion.b_exponent = factors->b_exponent;
        conversion.r_exponent = factors->r_exponent;
        ReadingContext context;
        context.time = reading.time;
        context.conversion = &conversion;
        reading = judge(table.sensors[index], index, 0, body_of(reading), context);
    }
}

bool any_answered(const PollOutcome& outcome) {
    return std::any_of(outcome.readings.begin(), outcome.readings.end(),
                       [](const Reading& reading) { return reading.has_raw || reading.completion != 0; });
}

/// Missing, or as low as without the host: fans that stand, rails without voltage. IPMI v2.0 rev 1.1, table 42-3.
bool power_may_explain(const Sensor& sensor, const Reading& reading) {
    constexpr std::uint8_t voltage = 0x02;
    constexpr std::uint8_t current = 0x03;
    constexpr std::uint8_t fan = 0x04;
    if (reading.reason == Reason::absent || reading.reason == Reason::scanning_disabled) return true;
    const bool low = reading.reason == Reason::none && reading.crossed && !is_upper(*reading.crossed);
    return low && (sensor.type == voltage || sensor.type == current || sensor.type == fan);
}

}  // namespace

bool power_would_explain(const SensorTable& table, const PollOutcome& outcome) {
    return std::any_of(outcome.readings.begin(), outcome.readings.end(), [&table](const Reading& reading) {
        return power_may_explain(table.sensors[reading.sensor], reading);
    });
}

void explain_by_power(const SensorTable& table, PollOutcome& outcome, PowerState power) {
    if (power == PowerState::on) return;
    for (auto& reading : outcome.readings) {
        if (!power_may_explain(table.sensors[reading.sensor], reading)) continue;
        reading.reason = Reason::host_off;
        reading.severity = default_severity(Reason::host_off);
        reading.value.reset();
        reading.crossed.reset();
    }
}

std::shared_ptr<const SensorCommands> commands_for(const SensorTable& table) {
    auto commands = std::make_shared<SensorCommands>();
    for (std::uint32_t i = 0; i < table.sensors.size(); ++i) {
        const auto& sensor = table.sensors[i];
        if (why_not_readable(sensor) != Reason::none) continue;
        sensor::GetSensorReading::Request request;
        request.sensor_number = sensor.key.number;
        commands->commands.push_back(session::command_of<sensor::GetSensorReading>(request, sensor.key.lun));
        commands->sensors.push_back(i);
    }
    return commands;
}

Task<Result<PollOutcome>> poll_sensors(Channel& channel, const SensorTable& table, const SensorCommands& commands,
                                       LiveThresholds& live, WantedThresholds wanted) {
    PollOutcome outcome;
    outcome.readings.resize(table.sensors.size());
    const auto now = WallClock::now();
    for (std::uint32_t i = 0; i < table.sensors.size(); ++i) {
        const auto reason = why_not_readable(table.sensors[i]);
        outcome.readings[i] = without_value(i, reason == Reason::none ? Reason::not_responding : reason, now);
    }
    Readings sink(table, commands, live, outcome);
    const auto survived = co_await channel.batch(commands.commands, sink);
    if (!survived && !any_answered(outcome)) co_return std::unexpected(survived.error());
    if (!survived) co_return outcome;
    // One silent sensor is one without a value; a BMC that answers for none has not been read.
    if (!commands.commands.empty() && !any_answered(outcome))
        co_return fail(Errc::timeout,
                       fmt::format("Get Sensor Reading: none of {} sensors answered", commands.commands.size()));
    co_await read_factors(channel, table, outcome);
    co_await judge_by_live(channel, table, outcome, live, wanted);
    co_return outcome;
}

}  // namespace ipmi::model
