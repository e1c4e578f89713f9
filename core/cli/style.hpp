// Colours and the width of lines, used only where people read: on a terminal, or when asked for.
#pragma once

#include <ipmi/severity.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace ipmi::cli {

enum class Paint : std::uint8_t { plain, good, warning, critical, unknown, faint, bold };
/// ok has no colour of its own: what needs attention should stand out.
Paint paint_of(Severity severity);

struct Style {
    bool colour = false;
    std::size_t width = 0;  ///< characters; 0: lines are as long as they are
    [[nodiscard]] std::string paint(std::string_view text, Paint paint) const;
};

}  // namespace ipmi::cli
