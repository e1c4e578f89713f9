// What nobody should do to many hosts by mistake is asked about first.
#pragma once

#include "base/error.hpp"
#include "cli/options.hpp"
#include "cli/person.hpp"
#include "cli/targets.hpp"

namespace ipmi::cli {

/// Asks before several hosts are switched, their logs cleared, or raw bytes sent to them, and holds the count that was
/// given against theirs.
/// Errors: why it must not be done: local (another count, no terminal to ask on), cancelled (the answer was no).
Result<void> confirm(const Options& options, const Targets& found, const Person& person);

}  // namespace ipmi::cli
