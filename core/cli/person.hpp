// The person at the terminal, or a test in that place.
#pragma once

#include <ipmi/result.hpp>
#include <ipmi/secret.hpp>

#include <functional>
#include <string>

namespace ipmi::cli {

using AskPassword = std::function<Result<Secret>(const std::string& prompt)>;

struct Person {
    AskPassword ask_password;
    std::function<Result<bool>(const std::string& question)> ask_to_go_on;
};

}  // namespace ipmi::cli
