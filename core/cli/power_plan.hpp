// Before power is switched, or something else done that nobody should do to many by mistake: how fast many hosts are
// gone through, what a person is asked, what a dry run says.
#pragma once

#include <ipmi/client.hpp>

#include "cli/person.hpp"
#include "cli/shown.hpp"
#include "cli/targets.hpp"

namespace ipmi::cli {

struct Pace {
    std::size_t at_once = 1;
    std::chrono::milliseconds between_starts{};
};
/// Of a power action on so many hosts.
Pace pace_of(const Options& options, std::size_t hosts);

/// Asks before several hosts are switched, their logs cleared, or raw bytes sent to them, and holds the count that was
/// given against theirs.
/// Errors: why it must not be done: local (another count, no terminal to ask on), cancelled (the answer was no).
Result<void> confirm(const Options& options, const Targets& found, const Person& person);

/// "would be switched on": one host of a dry run.
Shown show_dry_run(PowerAction action);
/// "12 hosts, 64 at once, one start every 1 s: at least 11 s. Nothing was done."
std::string dry_run_summary(const Options& options, std::size_t hosts);

}  // namespace ipmi::cli
