// "--expect psu=2": parts that must be there and well, whichever sensors tell of them.
#pragma once

#include <ipmi/sensor.hpp>

#include <expected>
#include <string>
#include <vector>

#include "check.hpp"
#include "policy.hpp"

namespace plugins {

/// "WHAT=COUNT"; WHAT is psu, dimm, cpu, drive (parts), fan (sensors), or a sensor pattern.
std::expected<Expectation, std::string> parse_expectation(std::string_view text);

struct Counted {
    std::size_t well = 0;
    std::vector<std::string> not_well{};  ///< their names
};
Counted count_parts(const Expectation& expectation, const ipmi::SensorReport& report);

/// CRITICAL where fewer are there and well; the text names those that are not.
Check check_expectation(const Expectation& expectation, const ipmi::SensorReport& report);

}  // namespace plugins
