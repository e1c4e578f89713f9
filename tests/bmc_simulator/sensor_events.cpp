// Event switches of sensors, and events that others report. IPMI v2.0 rev 1.1, §29.3 and §35.10 to §35.13.
#include "commands.hpp"
#include "message/sensor/get_sensor_event_enable.hpp"
#include "message/sensor/get_sensor_event_status.hpp"
#include "message/sensor/platform_event.hpp"
#include "sensor_change.hpp"
#include "sensor_of_call.hpp"

namespace ipmi::sim {
namespace {

Completion get_sensor_event_enable(Call& call) {
    return respond<sensor::GetSensorEventEnable>(call, [&call](const auto& request, auto& response) {
        return with_sensor(call, request.sensor_number, [&](const SensorTemplate& sensor, std::size_t index) {
            const auto& state = call.bmc.sensors.get(call.bmc.profile(), index);
            response.event_messages_enabled = state.events;
            response.scanning_enabled = state.scanning;
            response.assertion_mask = sensor.assertions;
            response.deassertion_mask = sensor.deassertions;
            return Completion::ok;
        });
    });
}

Completion get_sensor_event_status(Call& call) {
    return respond<sensor::GetSensorEventStatus>(call, [&call](const auto& request, auto& response) {
        return with_sensor(call, request.sensor_number, [&](const SensorTemplate& sensor, std::size_t index) {
            const auto& state = call.bmc.sensors.get(call.bmc.profile(), index);
            response.event_messages_enabled = state.events;
            response.scanning_enabled = state.scanning;
            response.reading_unavailable = is_unavailable(call.bmc, sensor, state);
            unsigned events = state.states;
            if (sensor.is_threshold()) {  // from comparisons to "going low" and "going high" events
                events = 0;
                for (unsigned i = 0; i < 6; ++i)
                    if (state.states >> i & 1) events |= 1u << (i * 2 + (i < 3 ? 0 : 1));
            }
            response.assertion_events = static_cast<std::uint16_t>(events & sensor.assertions);
            response.deassertion_events = std::uint16_t{0};
            return Completion::ok;
        });
    });
}

/// Set Sensor Event Enable, §35.10: the two switches for the whole sensor.
Completion set_sensor_event_enable(Call& call) {
    const auto number = call.body.u8();
    const auto flags = call.body.u8();
    if (call.body.failed()) return Completion::length_invalid;
    return with_sensor(call, number, [&](const SensorTemplate&, std::size_t index) {
        auto& state = call.bmc.sensors.touch(call.bmc.profile(), index);
        state.events = (flags & 0x80) != 0;
        state.scanning = (flags & 0x40) != 0;
        return Completion::ok;
    });
}

Completion platform_event(Call& call) {
    return respond<sensor::PlatformEvent>(call, [&call](const auto& request, auto&) {
        const auto direction = static_cast<std::uint8_t>(request.event_type | (request.deassertion ? 0x80 : 0));
        log_event(call.bmc, request.sensor_type, request.sensor_number, direction, request.event_data, call.now);
        return Completion::ok;
    });
}

constexpr std::uint8_t set_event_enable_command = 0x28;

constexpr Command sensor_events_table[] = {
    {NetFn::sensor_event, sensor::PlatformEvent::command, Level::operator_, platform_event},
    {NetFn::sensor_event, set_event_enable_command, Level::operator_, set_sensor_event_enable},
    {NetFn::sensor_event, sensor::GetSensorEventEnable::command, Level::user, get_sensor_event_enable},
    {NetFn::sensor_event, sensor::GetSensorEventStatus::command, Level::user, get_sensor_event_status},
};

}  // namespace

std::span<const Command> sensor_event_commands() {
    return sensor_events_table;
}

}  // namespace ipmi::sim
