// The only place that talks to the BMC: everything that the options ask for, in one session and within one time limit.
#pragma once

#include <ipmi/client.hpp>

#include "dropin/options.hpp"

namespace plugins::dropin {

/// Errors: those of the login. Each part of the report is empty where it was not asked for, and has errors of its own.
/// With --selonly the sensors are there for the names of log entries alone.
ipmi::Result<ipmi::HostReport> gather(const Options& options);

}  // namespace plugins::dropin
