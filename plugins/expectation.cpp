#include "expectation.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>
#include <map>
#include <set>

namespace plugins {
namespace {

using Kind = Expectation::Kind;
using ipmi::Reason;

// IPMI v2.0 rev 1.1, table 43-13.
bool is_part(Kind kind, std::uint8_t entity) {
    switch (kind) {
        case Kind::power_supplies: return entity == 10;
        case Kind::memory_modules: return entity == 8 || entity == 32;
        case Kind::processors: return entity == 3;
        case Kind::drives: return entity == 4 || entity == 26;
        case Kind::fans:
        case Kind::sensors: return false;
    }
    return false;
}

constexpr std::uint8_t fan = 0x04;
constexpr std::uint8_t redundancy = 0x0b;
constexpr std::uint8_t sensor_specific = 0x6f;

/// The bit by which a sensor says that its part is there; 0 where it does not tell. IPMI v2.0 rev 1.1, table 42-3.
std::uint16_t presence_bit(const ipmi::Sensor& sensor) {
    if (sensor.event_reading_type != sensor_specific) return 0;
    unsigned bit = 0;
    switch (sensor.type) {
        case 0x07: bit = 1u << 7; break;  // Processor
        case 0x08:                        // Power Supply
        case 0x0d:                        // Drive Slot
        case 0x25: bit = 1u << 0; break;  // Entity Presence
        case 0x0c: bit = 1u << 6; break;  // Memory
        default: break;
    }
    return static_cast<std::uint16_t>(bit & sensor.state_mask);
}

/// Not there, or broken: a critical reading, or firmware that says "Device Absent" instead of leaving the sensor out.
bool fails(const ipmi::Sensor& sensor, const ipmi::Reading& reading) {
    if (reading.reason == Reason::absent) return true;
    if (reading.reason == Reason::none && reading.severity == Severity::critical) return true;
    return says_absent(sensor, reading);
}

bool tells(const ipmi::Reading& reading) {
    return reading.reason == Reason::none || reading.reason == Reason::absent;
}

/// What the sensors of one part say of it.
struct Part {
    bool broken = false;
    bool may_tell = false;  ///< a sensor could say that it is there …
    bool there = false;     ///< … and one does; on a PowerEdge R640 another of the same processor did not

    void add(const ipmi::Sensor& sensor, const ipmi::Reading& reading) {
        broken = broken || fails(sensor, reading);
        const auto presence = presence_bit(sensor);
        if (presence == 0 || reading.reason != Reason::none) return;
        may_tell = true;
        there = there || (reading.states & presence) != 0;
    }
    [[nodiscard]] bool is_well() const { return !broken && (there || !may_tell); }
};

/// The sensors of a report that an expectation is about.
class Choice {
public:
    Choice(const Expectation& expectation, const ipmi::SensorReport& report) : expectation_(expectation) {
        for (const auto& reading : report.readings) {
            const auto& sensor = report.table->sensors[reading.sensor];
            measured_fans_ = measured_fans_ || (sensor.type == fan && sensor.is_threshold());
            if (presence_bit(sensor) != 0 && is_part(expectation.kind, sensor.entity.id))
                present_.insert(sensor.entity.name);
        }
    }
    /// A sensor of a fan that turns, beside which others may tell of presence and redundancy; of a part that says
    /// whether it is there, beside which others of its kind may be places where something is measured.
    [[nodiscard]] bool takes(const ipmi::Sensor& sensor) const {
        switch (expectation_.kind) {
            case Kind::sensors: return expectation_.which->matches(sensor);
            case Kind::fans:
                return sensor.type == fan &&
                       (measured_fans_ ? sensor.is_threshold() : sensor.event_reading_type != redundancy);
            default: break;
        }
        return is_part(expectation_.kind, sensor.entity.id) &&
               (present_.empty() || present_.contains(sensor.entity.name));
    }
    [[nodiscard]] const std::string& name_of(const ipmi::Sensor& sensor) const {
        const bool by_sensor = expectation_.kind == Kind::sensors || expectation_.kind == Kind::fans;
        return by_sensor ? sensor.label : sensor.entity.name;
    }

private:
    const Expectation& expectation_;
    bool measured_fans_ = false;
    std::set<std::string> present_{};  ///< parts that have a sensor of their presence
};

}  // namespace

std::expected<Expectation, std::string> parse_expectation(std::string_view text) {
    const auto equals = text.rfind('=');
    const auto wrong = [text](std::string_view why) {
        return std::unexpected(fmt::format("'{}': {}", text.substr(0, 80), why));
    };
    if (equals == std::string_view::npos || equals == 0) return wrong("write WHAT=COUNT, as psu=2 or type=Fan=6");
    Expectation expectation;
    expectation.name = std::string(text.substr(0, equals));
    const auto count = text.substr(equals + 1);
    const auto [end, error] = std::from_chars(count.data(), count.data() + count.size(), expectation.count);
    if (error != std::errc() || end != count.data() + count.size() || expectation.count > 10'000)
        return wrong("the count is no number from 0 to 10000");
    static constexpr std::pair<std::string_view, Kind> parts[] = {{"fan", Kind::fans},
                                                                  {"psu", Kind::power_supplies},
                                                                  {"dimm", Kind::memory_modules},
                                                                  {"cpu", Kind::processors},
                                                                  {"drive", Kind::drives}};
    for (const auto& [word, kind] : parts)
        if (expectation.name == word) {
            expectation.kind = kind;
            return expectation;
        }
    auto pattern = SensorPattern::parse(expectation.name);
    if (!pattern) return std::unexpected(pattern.error());
    expectation.which = std::move(*pattern);
    return expectation;
}

Counted count_parts(const Expectation& expectation, const ipmi::SensorReport& report) {
    const Choice choice(expectation, report);
    std::map<std::string, Part> parts;  // by name: of the part, or of the sensor
    for (const auto& reading : report.readings) {
        const auto& sensor = report.table->sensors[reading.sensor];
        if (tells(reading) && choice.takes(sensor)) parts[choice.name_of(sensor)].add(sensor, reading);
    }
    Counted counted;
    for (const auto& [name, part] : parts) {
        if (part.is_well())
            ++counted.well;
        else
            counted.not_well.push_back(name);
    }
    return counted;
}

Check check_expectation(const Expectation& expectation, const ipmi::SensorReport& report) {
    const auto counted = count_parts(expectation, report);
    Check check;
    check.text = fmt::format("{}: {} of {} expected", expectation.name, counted.well, expectation.count);
    if (counted.well >= expectation.count) return check;
    check.state = Severity::critical;
    if (!counted.not_well.empty()) check.text += fmt::format(" (not: {})", fmt::join(counted.not_well, ", "));
    return check;
}

}  // namespace plugins
