// From options to a check: everything but the printing.
#pragma once

#include "check.hpp"
#include "options.hpp"
#include "source.hpp"

namespace plugins {

Check run(const Options& options, Source& source);

/// Of `timeout`, what asking may take: start and printing are kept back.
ipmi::Limits limits_of(std::chrono::milliseconds timeout);

}  // namespace plugins
