// One host under one mode: what is asked, and the check that the answers make.
#pragma once

#include <ipmi/client.hpp>

#include "check.hpp"
#include "options.hpp"

namespace plugins {

/// What the mode (Options::on_host) needs to know.
ipmi::HostQuery query_of(const Options& options, std::chrono::sys_seconds now);

/// "age": of what an engine had already.
Metric age_metric(std::chrono::system_clock::time_point read);

Check check_host(const std::string& name, const ipmi::Result<ipmi::HostReport>& report, const Options& options,
                 std::chrono::sys_seconds now);

}  // namespace plugins
