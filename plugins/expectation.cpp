#include "expectation.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>
#include <map>

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
        case Kind::sensors: return false;
    }
    return false;
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
    static constexpr std::pair<std::string_view, Kind> parts[] = {{"psu", Kind::power_supplies},
                                                                  {"dimm", Kind::memory_modules},
                                                                  {"cpu", Kind::processors},
                                                                  {"drive", Kind::drives}};
    for (const auto& [word, kind] : parts)
        if (expectation.name == word) {
            expectation.kind = kind;
            return expectation;
        }
    auto pattern = SensorPattern::parse(expectation.name == "fan" ? "type=Fan" : expectation.name);
    if (!pattern) return std::unexpected(pattern.error());
    expectation.which = std::move(*pattern);
    return expectation;
}

Counted count_parts(const Expectation& expectation, const ipmi::SensorReport& report) {
    std::map<std::string, bool> well;  // by part, or by sensor
    for (const auto& reading : report.readings) {
        const auto& sensor = report.table->sensors[reading.sensor];
        if (!tells(reading)) continue;
        const bool is_one =
            expectation.which ? expectation.which->matches(sensor) : is_part(expectation.kind, sensor.entity.id);
        if (!is_one) continue;
        const auto& name = expectation.which ? sensor.label : sensor.entity.name;
        auto& state = well.try_emplace(name, true).first->second;
        state = state && !fails(sensor, reading);
    }
    Counted counted;
    for (const auto& [name, is_well] : well) {
        if (is_well)
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
