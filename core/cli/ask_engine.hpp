// Verbs that a running engine answers in the BMCs' place: it has read them already, and no BMC loses a session slot.
#pragma once

#include <optional>

#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/style.hpp"

namespace ipmi::cli {

/// The exit code; empty: no engine answers for these hosts, so the BMCs are asked.
std::optional<int> ask_engine(const Options& options, Style style, Output& output);

}  // namespace ipmi::cli
