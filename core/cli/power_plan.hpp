// How fast many hosts are gone through when power is switched, and what a dry run says of it.
#pragma once

#include <ipmi/client.hpp>

#include "cli/options.hpp"
#include "cli/shown.hpp"

namespace ipmi::cli {

struct Pace {
    std::size_t at_once = 1;
    std::chrono::milliseconds between_starts{};
};
/// Of a power action on so many hosts.
Pace pace_of(const Options& options, std::size_t hosts);

/// ", one start every 1 s", or an empty text.
std::string pace_text(const Pace& pace);

/// "would be switched on": one host of a dry run.
Shown show_dry_run(PowerAction action);
/// "12 hosts, 64 at once, one start every 1 s: at least 11 s. Nothing was done."
std::string dry_run_summary(const Options& options, std::size_t hosts);

}  // namespace ipmi::cli
