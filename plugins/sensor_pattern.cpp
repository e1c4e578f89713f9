#include "sensor_pattern.hpp"

#include <fmt/format.h>
#include <fnmatch.h>

#include <algorithm>
#include <charconv>

#include "sensor_types.hpp"

namespace plugins {
namespace {

using ipmi::inventory::RegularExpression;

bool like(const std::string& wildcard, const std::string& text) {
    return ::fnmatch(wildcard.c_str(), text.c_str(), FNM_CASEFOLD) == 0;
}

/// "Power Supply 1" without its instance.
std::string kind_of(const std::string& entity) {
    const auto end = entity.find_last_not_of("0123456789");
    const auto blank = end != std::string::npos && entity[end] == ' ';
    return blank ? entity.substr(0, end) : entity;
}

std::optional<std::uint8_t> byte_of(std::string_view text) {
    const bool hex = text.starts_with("0x") || text.starts_with("0X");
    if (hex) text.remove_prefix(2);
    unsigned value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, hex ? 16 : 10);
    if (error != std::errc() || end != text.data() + text.size() || value > 255) return std::nullopt;
    return static_cast<std::uint8_t>(value);
}

}  // namespace

std::expected<SensorPattern, std::string> SensorPattern::parse(std::string_view text) {
    SensorPattern pattern;
    pattern.text_ = std::string(text);
    if (text.empty()) return std::unexpected("it names no sensor");
    if (text.front() == '~') {
        auto expression = RegularExpression::compile(text.substr(1), RegularExpression::Extent::anywhere,
                                                     RegularExpression::Case::ignored);
        if (!expression) return std::unexpected(fmt::format("'{}': {}", text.substr(0, 80), expression.error()));
        pattern.kind_ = Kind::expression;
        pattern.expression_ = std::move(*expression);
        return pattern;
    }
    static constexpr std::pair<std::string_view, Kind> kinds[] = {{"name=", Kind::name},
                                                                  {"type=", Kind::type},
                                                                  {"entity=", Kind::entity},
                                                                  {"number=", Kind::number},
                                                                  {"key=", Kind::key}};
    pattern.value_ = std::string(text);
    for (const auto& [word, kind] : kinds) {
        if (!text.starts_with(word)) continue;
        pattern.kind_ = kind;
        pattern.value_ = std::string(text.substr(word.size()));
    }
    if (pattern.value_.empty()) return std::unexpected(fmt::format("'{}' names no sensor", text));
    if (pattern.kind_ == Kind::type) std::replace(pattern.value_.begin(), pattern.value_.end(), '_', ' ');
    const bool wildcard = pattern.value_.find_first_of("*?[") != std::string::npos;
    if (pattern.kind_ == Kind::type && !wildcard)
        if (const auto known = parse_sensor_types({pattern.value_}); !known)
            return std::unexpected(fmt::format("'{}': {}", text.substr(0, 80), known.error().context));
    if (pattern.kind_ == Kind::key && !ipmi::parse_sensor_key(pattern.value_))
        return std::unexpected(
            fmt::format("'{}': a key is owner.lun.number, each 0 to 255, as in 32.0.48", text.substr(0, 80)));
    if (pattern.kind_ == Kind::number) {
        const auto number = byte_of(pattern.value_);
        if (!number)
            return std::unexpected(
                fmt::format("'{}': a sensor number is 0 to 255, or 0x00 to 0xff", text.substr(0, 80)));
        pattern.number_ = *number;
    }
    return pattern;
}

bool SensorPattern::matches(const ipmi::Sensor& sensor) const {
    switch (kind_) {
        case Kind::name: return like(value_, sensor.label) || like(value_, sensor.name);
        case Kind::expression: return expression_->matches(sensor.label);
        case Kind::type: {
            auto type = sensor.type_name;
            std::replace(type.begin(), type.end(), '_', ' ');
            return like(value_, type);
        }
        case Kind::entity: return like(value_, sensor.entity.name) || like(value_, kind_of(sensor.entity.name));
        case Kind::number: return sensor.key.number == number_;
        case Kind::key: return sensor.key == ipmi::parse_sensor_key(value_);
    }
    return false;
}

bool any_matches(const std::vector<SensorPattern>& patterns, const ipmi::Sensor& sensor) {
    return std::any_of(patterns.begin(), patterns.end(),
                       [&sensor](const SensorPattern& pattern) { return pattern.matches(sensor); });
}

}  // namespace plugins
