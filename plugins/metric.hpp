// Performance data: 'label'=value[unit];[warning];[critical];[minimum];[maximum].
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "range.hpp"

namespace plugins {

struct Metric {
    std::string label{};  ///< unique within a check and stable; never an SDR record id
    double value = 0;
    std::string unit{};  ///< "C", "V", "A", "W", "%", "s", or nothing: what Icinga keeps
    std::optional<Range> warning{};
    std::optional<Range> critical{};
    std::optional<double> minimum{};
    std::optional<double> maximum{};
};

/// Icinga 2 itself reads no ranges from performance data, only numbers; its web interface and Nagios' graphers do.
enum class ThresholdStyle : std::uint8_t { range, upper, none };

/// The label as it stands in performance data, without its quotes. Different names may have the same one.
std::string safe_label(std::string label);

/// Quoted, on one line, safe whatever the label holds.
std::string to_text(const Metric& metric, ThresholdStyle style);

}  // namespace plugins
