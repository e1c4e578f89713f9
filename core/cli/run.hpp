// One run of bmcscope, from options to exit code.
#pragma once

#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/person.hpp"

namespace ipmi::cli {

int run(const Options& options, Output& output, const Person& person);

}  // namespace ipmi::cli
