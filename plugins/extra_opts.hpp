// --extra-opts[=SECTION][@FILE]: options from an ini file, as lib/extra_opts.c of the monitoring plugins reads them. A
// section is named after the program where none is given; the default files are those of the plugins.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plugins {

/// Takes --extra-opts out of `words` and returns what the files say, in order: (key, value). Throws UsageError: a file
/// that cannot be read, a section that is missing, a key that is no option, a password in a file that is open to
/// others.
std::vector<std::pair<std::string, std::string>> take_extra_opts(std::vector<std::string>& words,
                                                                 std::string_view program);

}  // namespace plugins
