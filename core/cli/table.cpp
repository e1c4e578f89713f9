#include "cli/table.hpp"

#include <algorithm>
#include <cassert>

#include "cli/wrap.hpp"

namespace ipmi::cli {
namespace {

constexpr std::size_t gap = 2;
constexpr std::size_t narrowest = 20;  // of a last column that is wrapped; below it is left to the terminal

}  // namespace

std::size_t width_of(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

void Table::add(std::vector<Cell> row) {
    assert(row.size() <= columns_.size());
    row.resize(columns_.size());
    rows_.push_back(std::move(row));
}

std::string Table::render(const Style& style) const {
    std::vector<std::vector<Cell>> lines;
    if (std::any_of(columns_.begin(), columns_.end(), [](const Column& column) { return !column.heading.empty(); })) {
        std::vector<Cell> headings;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const bool used =
                std::any_of(rows_.begin(), rows_.end(), [i](const auto& row) { return !row[i].text.empty(); });
            headings.emplace_back(used ? columns_[i].heading : std::string(), Paint::bold);
        }
        lines.push_back(std::move(headings));
    }
    lines.insert(lines.end(), rows_.begin(), rows_.end());
    std::vector<std::size_t> widths(columns_.size());
    for (const auto& line : lines)
        for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], width_of(line[i].text));
    std::size_t before_last = 0;
    for (std::size_t i = 0; i + 1 < widths.size(); ++i) before_last += widths[i] > 0 ? widths[i] + gap : 0;
    const auto room = style.width < before_last + narrowest ? 0 : style.width - before_last;
    std::string out;
    for (const auto& line : lines) {
        std::size_t owed = 0;  // blanks that are due before the next text, so that none stand at the end
        for (std::size_t i = 0; i < line.size(); ++i) {
            const auto& text = line[i].text;
            const auto fill = widths[i] - width_of(text);
            if (columns_[i].align == Align::right) owed += fill;
            if (!text.empty()) {
                out.append(owed, ' ');
                const bool last = i + 1 == line.size();
                const auto pieces = last ? wrapped(text, room) : std::vector<std::string>{text};
                out += style.paint(pieces.front(), line[i].paint);
                for (std::size_t next = 1; next < pieces.size(); ++next)
                    out += '\n' + std::string(before_last, ' ') + style.paint(pieces[next], line[i].paint);
                owed = 0;
            }
            if (columns_[i].align == Align::left) owed += fill;
            if (widths[i] > 0) owed += gap;  // a column without any text takes no room
        }
        out += '\n';
    }
    return out;
}

}  // namespace ipmi::cli
