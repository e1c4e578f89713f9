// --embedded: an engine of one's own, for as long as one command runs.
#pragma once

#include "cli/options.hpp"
#include "cli/output.hpp"
#include "client/embedded_engine.hpp"

namespace ipmi::cli {

/// It has asked each host once, or the time for that was over. What it remembers (incidents, journal) stays for the
/// next such command, in $XDG_STATE_HOME/bmcscope, else ~/.local/state/bmcscope. Errors: those of
/// EmbeddedEngine::start.
Result<std::unique_ptr<client::EmbeddedEngine>> start_embedded(const Options& options, Output& output);

}  // namespace ipmi::cli
