// `bmcscope power ACTION` and `identify` where an engine manages the hosts: it does it, in its own session.
#pragma once

#include <optional>

#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/person.hpp"
#include "cli/style.hpp"

namespace ipmi::cli {

/// The exit code; empty: it is not for an engine, or none runs here: the BMCs must be asked. What an engine refuses is
/// refused: nobody goes round it unasked.
std::optional<int> order_by_engine(const Options& options, Style style, Output& output, const Person& person);

}  // namespace ipmi::cli
