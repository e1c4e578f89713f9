// For a test against something that is not on the machine.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>

/// The test skips and says what is missing. In CI, where tests/run.sh has installed everything, it fails.
#define BMCSCOPE_IS_MISSING(what)                           \
    do {                                                    \
        if (std::getenv("CI") != nullptr) FAIL() << (what); \
        GTEST_SKIP() << (what);                             \
    } while (false)
