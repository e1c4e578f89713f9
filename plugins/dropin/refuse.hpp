// What an option or a file may not say, in the words that the caller of the check reads.
#pragma once

#include <ipmi/result.hpp>

#include <expected>
#include <string>
#include <utility>

namespace plugins::dropin {

inline std::unexpected<ipmi::Error> refuse(std::string text) {
    return std::unexpected(ipmi::Error{ipmi::Errc::local, std::move(text), {}});
}

}  // namespace plugins::dropin
