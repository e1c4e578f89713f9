// What a check says: a tree of sub-checks, each with a state, a text and its metrics; the worst child decides.
// Printing follows the monitoring plugins guidelines: first line, long output, performance data.
#pragma once

#include <ipmi/severity.hpp>

#include <optional>
#include <string>
#include <vector>

namespace plugins {

using ipmi::Severity;

/// One metric. Ranges as in the guidelines ("5:80"); empty ones are left out.
struct Metric {
    std::string label{};
    double value = 0;
    std::string unit{};  ///< "C", "V", "A", "W", "%", "s", or nothing: what Icinga keeps
    std::string warning{};
    std::string critical{};
    std::optional<double> minimum{};
    std::optional<double> maximum{};
};

struct SubCheck {
    Severity state = Severity::ok;
    std::string text{};
    std::vector<Metric> metrics{};
};

struct Check {
    std::string summary{};  ///< of the first line, without the state
    Severity state = Severity::ok;
    std::vector<SubCheck> children{};
    std::vector<std::string> notes{};  ///< long output without a state
    std::vector<Metric> metrics{};     ///< of the check itself
};

/// Nagios' exit code: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN.
int exit_code(Severity state);
/// "OK", "WARNING", "CRITICAL", "UNKNOWN".
const char* state_name(Severity state);

/// Shortest decimal form with at most six significant digits: "12.06", "98".
std::string number(double value);

/// The whole output, ending in a newline. `verbosity` 0: children that are not ok; 1 and above: all.
std::string render(const Check& check, int verbosity);

}  // namespace plugins
