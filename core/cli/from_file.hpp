// `sel --from-file` and `fru --from-file`: decode what another tool has saved.
#pragma once

#include "cli/options.hpp"
#include "cli/shown.hpp"
#include "cli/style.hpp"

namespace ipmi::cli {

/// Errors: local (the file cannot be read), malformed (it holds nothing of that kind).
Result<Shown> show_file(const Options& options, const Style& style);

}  // namespace ipmi::cli
