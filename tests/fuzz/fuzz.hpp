// What every target shares: views of the input, and a check that ends the program where a property does not hold.
#pragma once

#include <cstdio>
#include <cstdlib>

#include "base/bytes.hpp"

namespace fuzz {

/// Not assert: the targets must find it whatever the build type is.
inline void require(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "property violated: %s\n", what);
    std::abort();
}

}  // namespace fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
