// The check that could not be made.
#pragma once

#include <ipmi/result.hpp>

#include "check.hpp"

namespace plugins {

/// UNKNOWN with the stage that failed and what to do next.
/// `answered`: the BMC did, to something else.
Check check_failed(const std::string& host, const ipmi::Error& error, bool answered = false);

}  // namespace plugins
