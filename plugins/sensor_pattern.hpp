// Which sensors an option means: by name, number, entity, type, key or regular expression.
//
//   Inlet Temp, FAN*     name or label, shell wildcards, letters' case does not matter
//   ~^FAN[0-9]+$         regular expression somewhere in the label
//   type=Fan             sensor type; "_" stands for a blank, as FreeIPMI writes it
//   entity=Power Supply  entity, with or without its instance
//   number=0x30          sensor number, of any owner
//   key=32.0.48          owner.lun.number: the one sensor that never moves
#pragma once

#include <ipmi/sensor.hpp>

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "inventory/regular_expression.hpp"

namespace plugins {

class SensorPattern {
public:
    /// The error is one line for people.
    static std::expected<SensorPattern, std::string> parse(std::string_view text);
    [[nodiscard]] bool matches(const ipmi::Sensor& sensor) const;
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    enum class Kind : std::uint8_t { name, expression, type, entity, number, key };
    Kind kind_ = Kind::name;
    std::string text_{};   ///< as given
    std::string value_{};  ///< without the kind
    std::uint8_t number_ = 0;
    std::optional<ipmi::inventory::RegularExpression> expression_{};
};

bool any_matches(const std::vector<SensorPattern>& patterns, const ipmi::Sensor& sensor);

}  // namespace plugins
