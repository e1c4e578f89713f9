// From a check to what Nagios and Icinga read: one line, metrics behind a bar, a tree of tagged lines below.
#pragma once

#include <string>

#include "check.hpp"

namespace plugins {

struct RenderStyle {
    int verbosity = 0;  ///< 0: below the first line what is not ok; 1: everything; 2: diagnostics too
    StateOrder order = StateOrder::unknown_over_warning;
    ThresholdStyle thresholds = ThresholdStyle::range;
    std::size_t largest_bytes = 0;  ///< 0: no limit. What does not fit is left out whole: lines first, then metrics
};

/// "CRITICAL: text | metrics", then a line for each check below. Ends in a newline. No line but the first has a bar.
std::string render_text(const Check& check, const RenderStyle& style);
/// One JSON object on one line: state, exit_code, text, metrics, children, notes.
std::string render_json(const Check& check, const RenderStyle& style);

/// How long a first line should be: what a pager or a status page shows whole.
inline constexpr std::size_t first_line_bytes = 80;

/// "first; second; …" and `tail` behind it, as many of `parts` as the first line bears, but at least one.
std::string first_line(const std::vector<std::string>& parts, const std::string& tail, Severity state);

}  // namespace plugins
