// One run of bmcscope, from options to exit code.
#pragma once

#include <functional>
#include <string>

#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/targets.hpp"

namespace ipmi::cli {

/// The person at the terminal, or a test in that place.
struct Person {
    AskPassword ask_password;
    std::function<Result<bool>(const std::string& question)> ask_to_go_on;
};

int run(const Options& options, Output& output, const Person& person);

}  // namespace ipmi::cli
