// Where text goes, and whether people read it there.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace ipmi::cli {

struct Output {
    std::function<bool(std::string_view)> out;  ///< false: it cannot be written any more (a closed pipe, a full disk)
    std::function<void(std::string_view)> error;
    bool out_is_terminal = false;
    bool error_is_terminal = false;
    std::size_t width = 0;  ///< characters of a line of the terminal that `out` is; 0: none, or not known
};

/// Standard output and standard error.
Output standard_output();

}  // namespace ipmi::cli
