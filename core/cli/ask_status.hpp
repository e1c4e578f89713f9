// `bmcscope status`: from a running engine, else read just now.
#pragma once

#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/person.hpp"
#include "cli/style.hpp"

namespace ipmi::cli {

int ask_status(const Options& options, const Style& style, Output& output, const Person& person);

}  // namespace ipmi::cli
