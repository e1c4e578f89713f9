// One host under one mode: what is asked, and the check that the answers make.
#pragma once

#include <ipmi/client.hpp>

#include "check.hpp"
#include "options.hpp"

namespace plugins {

/// What the mode (Options::on_host) needs to know.
ipmi::HostQuery query_of(const Options& options, std::chrono::sys_seconds now);

Check check_host(const std::string& name, const ipmi::Result<ipmi::HostReport>& report, const Options& options,
                 std::chrono::sys_seconds now);

}  // namespace plugins
