// Where text goes, and whether people read it there.
#pragma once

#include <functional>
#include <string_view>

namespace ipmi::cli {

struct Output {
    std::function<bool(std::string_view)> out;  ///< false: it cannot be written any more (a closed pipe, a full disk)
    std::function<void(std::string_view)> error;
    bool out_is_terminal = false;
    bool error_is_terminal = false;
};

/// Standard output and standard error.
Output standard_output();

}  // namespace ipmi::cli
