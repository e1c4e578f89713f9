// The person at the terminal: asked for a password, or whether to go on. Always /dev/tty, so that neither can be read
// from a pipe by accident.
#pragma once

#include <ipmi/result.hpp>
#include <ipmi/secret.hpp>

#include <string>

namespace ipmi::cli {

/// Without echo. Errors: local (no terminal), cancelled (end of input).
Result<Secret> ask_password(const std::string& prompt);

/// True for "y" or "yes". Errors: local (no terminal).
Result<bool> ask_to_go_on(const std::string& question);

}  // namespace ipmi::cli
