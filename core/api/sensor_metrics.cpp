#include <fmt/format.h>

#include <array>
#include <limits>

#include "api/metric_family.hpp"
#include "schema/values.hpp"

namespace ipmi::api {
namespace {

using engine::HostBlock;

constexpr auto nan = std::numeric_limits<double>::quiet_NaN();
constexpr double percent = 0.01;

/// What ipmi_exporter tells apart, by the unit.
enum class Quantity : std::uint8_t { fan_speed, fan_ratio, temperature, current, voltage, power, other };

Quantity quantity_of(const Sensor& sensor) {
    if (!sensor.is_analog()) return Quantity::other;
    const auto& unit = sensor.unit;
    if (unit == "RPM") return Quantity::fan_speed;
    if (unit == "C") return Quantity::temperature;
    if (unit == "A") return Quantity::current;
    if (unit == "V") return Quantity::voltage;
    if (unit == "W") return Quantity::power;
    if (unit == "%" && sensor.type_name == "Fan") return Quantity::fan_ratio;
    return Quantity::other;
}

double value_of(const Reading& reading) {
    return reading.reason == Reason::none && reading.value ? schema::rounded(*reading.value) : nan;
}

/// NaN where nobody can say: no reading, or states that no table judges.
double state_of(const Sensor& sensor, const Reading& reading) {
    if (reading.reason != Reason::none || (!sensor.is_threshold() && !sensor.interpreted)) return nan;
    switch (reading.severity) {
        case Severity::ok: return 0;
        case Severity::warning: return 1;
        case Severity::critical: return 2;
        case Severity::unknown: return nan;
    }
    return nan;
}

void add_sample(MetricText& text, const char* name, const HostBlock& block, const Sensor& sensor, double value,
                bool with_type) {
    std::array<char, 8> id{};
    const auto* const id_end = fmt::format_to(id.data(), "{}", sensor.record_id);
    const std::string_view id_text(id.data(), static_cast<std::size_t>(id_end - id.data()));
    const auto key = to_string(sensor.key);
    if (with_type)
        text.sample(
            name,
            {{"host", block.name}, {"id", id_text}, {"key", key}, {"name", sensor.name}, {"type", sensor.type_name}},
            value);
    else
        text.sample(name, {{"host", block.name}, {"id", id_text}, {"key", key}, {"name", sensor.name}}, value);
}

template <class Add>
void each_sensor(const HostBlock& block, const Add& add) {
    if (block.reach != engine::Reach::answers || block.stale || !block.sensors ||
        block.failure_of(engine::Part::sensors))
        return;
    const auto& report = block.sensors->value;
    for (const auto& reading : report.readings) {
        const auto& sensor = report.table->sensors.at(reading.sensor);
        if (!sensor.event_only) add(sensor, reading);
    }
}

template <Quantity quantity>
void add_values(MetricText& text, const char* name, const HostBlock& block) {
    each_sensor(block, [&text, name, &block](const Sensor& sensor, const Reading& reading) {
        if (quantity_of(sensor) != quantity) return;
        constexpr double scale = quantity == Quantity::fan_ratio ? percent : 1;
        add_sample(text, name, block, sensor, value_of(reading) * scale, quantity == Quantity::other);
    });
}

template <Quantity... quantities>
void add_states(MetricText& text, const char* name, const HostBlock& block) {
    each_sensor(block, [&text, name, &block](const Sensor& sensor, const Reading& reading) {
        const auto quantity = quantity_of(sensor);
        if (((quantity != quantities) && ...)) return;
        add_sample(text, name, block, sensor, state_of(sensor, reading), quantity == Quantity::other);
    });
}

constexpr std::array sensor_metric_families{
    MetricFamily{"ipmi_fan_speed_rpm", "Fan speed in rotations per minute.", add_values<Quantity::fan_speed>},
    MetricFamily{"ipmi_fan_speed_ratio", "Fan speed as a proportion of the maximum speed.",
                 add_values<Quantity::fan_ratio>},
    MetricFamily{"ipmi_fan_speed_state", "State of a fan: 0 nominal, 1 warning, 2 critical.",
                 add_states<Quantity::fan_speed, Quantity::fan_ratio>},
    MetricFamily{"ipmi_temperature_celsius", "Temperature in degrees Celsius.", add_values<Quantity::temperature>},
    MetricFamily{"ipmi_temperature_state", "State of a temperature: 0 nominal, 1 warning, 2 critical.",
                 add_states<Quantity::temperature>},
    MetricFamily{"ipmi_voltage_volts", "Voltage in volts.", add_values<Quantity::voltage>},
    MetricFamily{"ipmi_voltage_state", "State of a voltage: 0 nominal, 1 warning, 2 critical.",
                 add_states<Quantity::voltage>},
    MetricFamily{"ipmi_current_amperes", "Current in amperes.", add_values<Quantity::current>},
    MetricFamily{"ipmi_current_state", "State of a current: 0 nominal, 1 warning, 2 critical.",
                 add_states<Quantity::current>},
    MetricFamily{"ipmi_power_watts", "Power in watts, as a sensor has it.", add_values<Quantity::power>},
    MetricFamily{"ipmi_power_state", "State of a power sensor: 0 nominal, 1 warning, 2 critical.",
                 add_states<Quantity::power>},
    MetricFamily{"ipmi_sensor_value", "Value of a sensor of another kind; its unit is the sensor's own.",
                 add_values<Quantity::other>},
    MetricFamily{"ipmi_sensor_state", "State of a sensor of another kind: 0 nominal, 1 warning, 2 critical.",
                 add_states<Quantity::other>},
};

}  // namespace

std::span<const MetricFamily> sensor_families() {
    return sensor_metric_families;
}

}  // namespace ipmi::api
