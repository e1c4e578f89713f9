// `bmcscope incidents`, `ack`, `audit` and `events`: what only a running engine knows.
#pragma once

#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/style.hpp"

namespace ipmi::cli {

int list_incidents(const Options& options, const Style& style, Output& output);
int acknowledge(const Options& options, const Style& style, Output& output);
int list_audit(const Options& options, const Style& style, Output& output);
int list_events(const Options& options, const Style& style, Output& output);

}  // namespace ipmi::cli
