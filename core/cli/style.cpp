#include "cli/style.hpp"

#include <fmt/format.h>

namespace ipmi::cli {
namespace {

/// ECMA-48, SGR parameters.
const char* code(Paint paint) {
    switch (paint) {
        case Paint::plain: return "";
        case Paint::good: return "32";
        case Paint::warning: return "33";
        case Paint::critical: return "1;31";
        case Paint::unknown: return "35";
        case Paint::faint: return "2";
        case Paint::bold: return "1";
    }
    return "";
}

}  // namespace

Paint paint_of(Severity severity) {
    switch (severity) {
        case Severity::ok: return Paint::plain;
        case Severity::warning: return Paint::warning;
        case Severity::critical: return Paint::critical;
        case Severity::unknown: return Paint::unknown;
    }
    return Paint::plain;
}

std::string Style::paint(std::string_view text, Paint paint) const {
    if (!colour || paint == Paint::plain || text.empty()) return std::string(text);
    return fmt::format("\x1b[{}m{}\x1b[0m", code(paint), text);
}

}  // namespace ipmi::cli
