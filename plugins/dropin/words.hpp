// The command line as Perl's Getopt::Long reads it: one dash or two before any name, names shortened where that is not
// ambiguous, a value that may itself begin with a dash. Put into the long options that CLI11 understands.
#pragma once

#include <ipmi/result.hpp>
#include <ipmi/secret.hpp>

#include <optional>
#include <string>
#include <vector>

namespace plugins::dropin {

struct Words {
    std::vector<std::string> words{};        ///< "--name" or "--name=value", in order; no password
    std::optional<ipmi::Secret> password{};  ///< the last -P
};

/// Takes the password out of `argv`, whose memory is what others see in the process list: the value is overwritten.
/// Errors: local (the words of Getopt::Long: "Unknown option: foo").
ipmi::Result<Words> read_words(int argc, char** argv);

}  // namespace plugins::dropin
