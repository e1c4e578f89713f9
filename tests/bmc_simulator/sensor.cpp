// Sensor commands. IPMI v2.0 rev 1.1, §35.
#include "commands.hpp"
#include "message/sensor/get_sensor_reading.hpp"
#include "message/sensor/get_sensor_reading_factors.hpp"
#include "message/sensor/get_sensor_thresholds.hpp"

namespace ipmi::sim {
namespace {

/// Calls `work(template, index)`; a number without a sensor is CBh.
template <class Work>
Completion with_sensor(Call& call, std::uint8_t number, Work&& work) {
    const auto& profile = call.bmc.profile();
    const int index = profile.find_sensor(call.lun, number);
    if (index < 0) return Completion::not_present;
    return work(profile.sensors()[static_cast<std::size_t>(index)], static_cast<std::size_t>(index));
}

Completion get_sensor_reading(Call& call) {
    return respond<sensor::GetSensorReading>(call, [&call](const auto& request, auto& response) {
        return with_sensor(call, request.sensor_number, [&](const SensorTemplate& sensor, std::size_t index) {
            const auto& state = call.bmc.sensors.get(call.bmc.profile(), index);
            response.event_messages_enabled = state.events;
            response.scanning_enabled = state.scanning;
            response.reading_unavailable = state.unavailable;
            response.raw_reading = sensor.factors || sensor.is_threshold() ? state.raw : std::uint8_t{0};
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

constexpr Command commands[] = {
    {NetFn::sensor_event, 0x23, Level::user, get_sensor_reading_factors},
    {NetFn::sensor_event, 0x27, Level::user, get_sensor_thresholds},
    {NetFn::sensor_event, 0x2d, Level::user, get_sensor_reading},
};

}  // namespace

std::span<const Command> sensor_commands() {
    return commands;
}

}  // namespace ipmi::sim
