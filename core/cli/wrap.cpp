#include "cli/wrap.hpp"

#include "cli/table.hpp"

namespace ipmi::cli {
namespace {

std::string_view without_blanks_behind(std::string_view text) {
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

/// Up to and with the next blank or comma.
std::string_view next_piece(std::string_view text) {
    const auto end = text.find_first_of(" ,");
    return end == text.npos ? text : text.substr(0, end + 1);
}

void wrap_line(std::string_view text, std::size_t width, std::vector<std::string>& lines) {
    std::string line;
    while (!text.empty()) {
        const auto piece = next_piece(text);
        text.remove_prefix(piece.size());
        if (width > 0 && !line.empty() && width_of(line) + width_of(without_blanks_behind(piece)) > width) {
            lines.emplace_back(without_blanks_behind(line));
            line.clear();
        }
        line += piece;
    }
    lines.emplace_back(without_blanks_behind(line));
}

}  // namespace

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
    std::vector<std::string> lines;
    for (;;) {
        const auto end = text.find('\n');
        wrap_line(text.substr(0, end), width, lines);
        if (end == text.npos) return lines;
        text.remove_prefix(end + 1);
    }
}

}  // namespace ipmi::cli
