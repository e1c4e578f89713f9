// The words behind -O, meant for ipmi-sensors, and those behind --seloptions, meant for ipmi-sel: carried, passed over
// with a reason, or refused. Nothing is dropped silently.
#pragma once

#include "dropin/access.hpp"
#include "dropin/options.hpp"

namespace plugins::dropin {

/// `words` as -O had them, each with any number of options in it. Errors: local.
ipmi::Result<void> apply_freeipmi_options(const std::vector<std::string>& words, Access& access, Options& options);

/// The same for --seloptions, whose options are separated by commas. Errors: local.
ipmi::Result<void> apply_sel_options(const std::vector<std::string>& words, Options& options);

}  // namespace plugins::dropin
