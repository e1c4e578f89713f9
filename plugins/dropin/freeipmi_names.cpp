#include "dropin/freeipmi_names.hpp"

#include <fmt/format.h>
#include <strings.h>

#include <set>
#include <utility>

namespace plugins::dropin {
namespace {

constexpr std::uint8_t first_device_relative = 0x60;
// IPMI v2.0 rev 1.1, table 43-13: unspecified, other, unknown. There is no part to name.
constexpr std::uint8_t last_without_part = 0x02;

// The same table's gap below 40h. Real firmware uses 37h for air inlets.
constexpr std::uint8_t first_chassis_specific = 0x90;
constexpr std::uint8_t first_reserved = 0x36;
constexpr std::uint8_t last_reserved = 0x3f;

/// The entity's words without the instance that our own name ends with ("Power Supply 1").
std::string entity_words(const ipmi::Entity& entity) {
    // What the table reserves has the last name of FreeIPMI's own table.
    if (entity.id >= first_reserved && entity.id <= last_reserved) return "OEM System Integrator";
    const auto& name = entity.name;
    const auto last = name.find_last_not_of("0123456789");
    const bool numbered = last != std::string::npos && last + 1 < name.size() && name[last] == ' ';
    return numbered && entity.instance != 0 ? name.substr(0, last) : name;
}

/// FreeIPMI counts device-relative instances from 0, but for entities whose meaning is the chassis' own.
unsigned instance_of(const ipmi::Entity& entity) {
    const bool relative = entity.instance >= first_device_relative && entity.id < first_chassis_specific;
    return relative ? entity.instance - first_device_relative : entity.instance;
}

bool is_number(std::string_view text) {
    return !text.empty() && text.size() < 10 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// What our name has behind the record's: its digits or letters. Dell's records end in the first number of the series,
/// and our name counts on from there; FreeIPMI puts the count behind it ("Drive 0 0", "Drive 0 1").
std::string suffix(const ipmi::Sensor& sensor) {
    const auto& record = sensor.record_name;
    const auto last = record.find_last_not_of("0123456789");
    const auto stem = last == std::string::npos ? 0 : last + 1;
    const bool series =
        sensor.name.size() > stem && is_number(record.substr(stem)) && is_number(sensor.name.substr(stem));
    if (series) return fmt::format("{}", std::stoul(sensor.name.substr(stem)) - std::stoul(record.substr(stem)));
    return sensor.name.starts_with(record) ? sensor.name.substr(record.size()) : std::string();
}

}  // namespace

std::string record_name(const ipmi::Sensor& sensor) {
    return sensor.record_name.empty() ? sensor.name : sensor.record_name;
}

std::string sensor_name(const ipmi::Sensor& sensor) {
    return sensor.record_name.empty() ? sensor.name : fmt::format("{} {}", sensor.record_name, suffix(sensor));
}

EntityNames::EntityNames(const ipmi::SensorTable& table) {
    std::set<std::pair<std::uint8_t, std::uint8_t>> seen;
    const auto count = [this, &seen](const ipmi::Entity& entity) {
        if (seen.emplace(entity.id, entity.instance).second) ++instances_[entity.id];
    };
    for (const auto& sensor : table.sensors) count(sensor.entity);
    for (const auto& locator : table.locators)
        if (locator.kind != ipmi::Locator::Kind::fru) count(locator.entity);  // FreeIPMI leaves FRUs out
}

std::string EntityNames::name(const ipmi::Sensor& sensor) const {
    return name(sensor, instances_[sensor.entity.id] > 1 ? sensor_name(sensor) : record_name(sensor));
}

std::string EntityNames::name(const ipmi::Sensor& sensor, const std::string& plain_name) const {
    if (sensor.entity.id <= last_without_part) return plain_name;
    auto entity = entity_words(sensor.entity);
    if (instances_[sensor.entity.id] > 1) entity += fmt::format(" {}", instance_of(sensor.entity));
    return ::strcasecmp(entity.c_str(), plain_name.c_str()) == 0 ? plain_name
                                                                 : fmt::format("{} {}", entity, plain_name);
}

}  // namespace plugins::dropin
