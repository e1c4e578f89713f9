// toml++ with our settings; its code is compiled once, in toml.cpp.
#pragma once

#define TOML_HEADER_ONLY 0
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#define TOML_ENABLE_WINDOWS_COMPAT 0
// "[.a]" breaks an assertion of toml++ up to 3.4 (marzer/tomlplusplus issue 294); behind the assertion it has the right
// error. A file that somebody wrote is no reason to abort.
#define TOML_ASSERT(expression) static_assert(true)
#include <toml++/toml.h>
