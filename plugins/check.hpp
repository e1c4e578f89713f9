// A check is a tree: each node has a state, a text and metrics, the worst child wins. What is printed is derived from
// it, so that the first line, the long output and the exit code cannot disagree.
#pragma once

#include <ipmi/severity.hpp>

#include <string>
#include <vector>

#include "metric.hpp"

namespace plugins {

using ipmi::Severity;

struct Check {
    Severity state = Severity::ok;  ///< its own; see worst()
    std::string text{};             ///< one line, without the state
    std::vector<Metric> metrics{};
    std::vector<Check> children{};
    std::vector<std::string> notes{};        ///< lines below, without a state
    std::vector<std::string> diagnostics{};  ///< the same, from -vv on
};

/// Which of two states wins: CRITICAL over UNKNOWN over WARNING over OK, or with UNKNOWN below WARNING.
enum class StateOrder : std::uint8_t { unknown_over_warning, warning_over_unknown };
/// 0 is ok; the higher is the worse.
int rank(Severity state, StateOrder order = StateOrder::unknown_over_warning);
Severity worse(Severity a, Severity b, StateOrder order);
/// Of the check and all below it.
Severity worst(const Check& check, StateOrder order = StateOrder::unknown_over_warning);

/// Nagios' exit code: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN.
int exit_code(Severity state);
/// "OK", "WARNING", "CRITICAL", "UNKNOWN".
const char* state_name(Severity state);

}  // namespace plugins
