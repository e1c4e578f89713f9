// Sensor commands. IPMI v2.0 rev 1.1, §35.
#include "commands.hpp"
#include "message/sensor/get_sensor_hysteresis.hpp"
#include "message/sensor/get_sensor_reading.hpp"
#include "message/sensor/get_sensor_reading_factors.hpp"
#include "message/sensor/get_sensor_thresholds.hpp"
#include "message/sensor/set_sensor_thresholds.hpp"
#include "sensor_change.hpp"
#include "sensor_of_call.hpp"
#include "thresholds.hpp"

namespace ipmi::sim {
namespace {

Completion get_sensor_reading(Call& call) {
    return respond<sensor::GetSensorReading>(call, [&call](const auto& request, auto& response) {
        return with_sensor(call, request.sensor_number, [&](const SensorTemplate& sensor, std::size_t index) {
            const auto state = present_state(call.bmc, sensor, index, call.now);
            response.event_messages_enabled = state.events;
            response.scanning_enabled = state.scanning;
            response.reading_unavailable = is_unavailable(call.bmc, sensor, state);
            response.raw_reading = state.raw;
            if (call.bmc.faults().short_sensor_reading) return Completion::ok;
            const auto high = sensor.is_threshold() ? std::uint16_t{0} : static_cast<std::uint16_t>(state.states >> 8);
            // "Reserved bits are returned as 1b": bits 7:6 of comparisons, bit 7 of the second byte of states.
            response.states_low = static_cast<std::uint8_t>(sensor.is_threshold() ? state.states | 0xc0 : state.states);
            if (!sensor.is_threshold()) response.states_high = static_cast<std::uint8_t>(high | 0x80);
            return Completion::ok;
        });
    });
}

Completion get_sensor_thresholds(Call& call) {
    return respond<sensor::GetSensorThresholds>(call, [&call](const auto& request, auto& response) {
        return with_sensor(call, request.sensor_number, [&](const SensorTemplate& sensor, std::size_t index) {
            if (!sensor.is_threshold()) return Completion::illegal_for_record;
            const auto& state = call.bmc.sensors.get(call.bmc.profile(), index);
            response.readable_mask = sensor.readable;
            for (std::size_t i = 0; i < 6; ++i)
                response.thresholds[i] = sensor.readable >> i & 1 ? state.thresholds[i] : std::uint8_t{0};
            return Completion::ok;
        });
    });
}

Completion set_sensor_thresholds(Call& call) {
    return respond<sensor::SetSensorThresholds>(call, [&call](const auto& request, auto&) {
        return with_sensor(call, request.sensor_number, [&](const SensorTemplate& sensor, std::size_t index) {
            if (!sensor.is_threshold()) return Completion::illegal_for_record;
            if ((request.set_mask & ~sensor.settable) != 0) return Completion::invalid_data;
            set_thresholds(call.bmc, index, request.set_mask, request.thresholds, true, call.now);
            return Completion::ok;
        });
    });
}

Completion get_sensor_hysteresis(Call& call) {
    return respond<sensor::GetSensorHysteresis>(call, [&call](const auto& request, auto& response) {
        return with_sensor(call, request.sensor_number, [&](const SensorTemplate& sensor, std::size_t index) {
            if (!sensor.hysteresis) return Completion::illegal_for_record;
            const auto& state = call.bmc.sensors.get(call.bmc.profile(), index);
            response.positive_going = state.positive_hysteresis;
            response.negative_going = state.negative_hysteresis;
            return Completion::ok;
        });
    });
}

/// Set Sensor Hysteresis, §35.6.
Completion set_sensor_hysteresis(Call& call) {
    const auto number = call.body.u8();
    call.body.skip(1);
    const auto positive = call.body.u8();
    const auto negative = call.body.u8();
    if (call.body.failed()) return Completion::length_invalid;
    return with_sensor(call, number, [&](const SensorTemplate& sensor, std::size_t index) {
        if (!sensor.hysteresis) return Completion::illegal_for_record;
        auto& state = call.bmc.sensors.touch(call.bmc.profile(), index);
        state.positive_hysteresis = positive;
        state.negative_hysteresis = negative;
        return Completion::ok;
    });
}

Completion get_sensor_reading_factors(Call& call) {
    return respond<sensor::GetSensorReadingFactors>(call, [&call](const auto& request, auto& response) {
        return with_sensor(call, request.sensor_number, [&](const SensorTemplate& sensor, std::size_t) {
            if (!sensor.factors) return Completion::illegal_for_record;
            const auto& factors = *sensor.factors;
            response.next_reading = 0xff;  // the same factors hold for the whole range
            response.m = factors.m;
            response.b = factors.b;
            response.b_exponent = factors.k1;
            response.r_exponent = factors.k2;
            response.tolerance = factors.tolerance;
            response.accuracy = factors.accuracy;
            response.accuracy_exponent = factors.accuracy_exponent;
            return Completion::ok;
        });
    });
}

constexpr std::uint8_t set_hysteresis_command = 0x24;

constexpr Command sensor_table[] = {
    {NetFn::sensor_event, sensor::GetSensorReadingFactors::command, Level::user, get_sensor_reading_factors},
    {NetFn::sensor_event, set_hysteresis_command, Level::operator_, set_sensor_hysteresis},
    {NetFn::sensor_event, sensor::GetSensorHysteresis::command, Level::user, get_sensor_hysteresis},
    {NetFn::sensor_event, sensor::SetSensorThresholds::command, Level::operator_, set_sensor_thresholds},
    {NetFn::sensor_event, sensor::GetSensorThresholds::command, Level::user, get_sensor_thresholds},
    {NetFn::sensor_event, sensor::GetSensorReading::command, Level::user, get_sensor_reading},
};

}  // namespace

SensorState present_state(const Bmc& bmc, const SensorTemplate& sensor, std::size_t index, Time now) {
    auto state = bmc.sensors.get(bmc.profile(), index);
    const auto drift = bmc.faults().drift;
    if (drift == 0 || !sensor.factors || !sensor.is_threshold()) return state;
    const auto moment = std::chrono::duration_cast<std::chrono::seconds>(now - bmc.settings().start).count() / 10;
    // Without a state of its own: the same moment always reads the same.
    Random chance(bmc.guid[0] | std::uint64_t{bmc.guid[1]} << 8, static_cast<std::uint64_t>(moment) << 16 | index);
    const auto away = static_cast<int>(chance.below(2 * drift + 1)) - static_cast<int>(drift);
    const int lowest = sensor.factors->format == Factors::Format::unsigned_ ? 0 : -127;
    const int highest = sensor.factors->format == Factors::Format::unsigned_ ? 255 : 127;
    const int count = sensor.factors->count(state.raw) + away;
    if (count < lowest || count > highest) return state;
    const bool ones = sensor.factors->format == Factors::Format::ones_complement && count < 0;
    state.raw = static_cast<std::uint8_t>(ones ? ~-count : count);
    state.states = crossed(sensor, state);
    return state;
}

std::span<const Command> sensor_commands() {
    return sensor_table;
}

}  // namespace ipmi::sim
