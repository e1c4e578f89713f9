// Aligned columns for people.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/style.hpp"

namespace ipmi::cli {

struct Cell {
    Cell() = default;
    Cell(std::string words, Paint colour = Paint::plain) : text(std::move(words)), paint(colour) {}
    Cell(const char* words) : text(words) {}
    std::string text{};
    Paint paint = Paint::plain;
};

class Table {
public:
    enum class Align : std::uint8_t { left, right };
    /// A column without a heading has "". Without any heading none is shown.
    struct Column {
        std::string heading{};
        Align align = Align::left;
    };
    explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

    /// Missing cells are empty; no more cells than columns.
    void add(std::vector<Cell> row);
    [[nodiscard]] bool empty() const { return rows_.empty(); }
    /// Lines without blanks at their ends, each with a line end. What does not fit into the style's width goes on
    /// below, in the last column; so does a text of several lines there.
    [[nodiscard]] std::string render(const Style& style) const;

private:
    std::vector<Column> columns_;
    std::vector<std::vector<Cell>> rows_;
};

/// Characters, not bytes. Text is UTF-8 without control characters here; wide characters count as one.
std::size_t width_of(std::string_view text);

}  // namespace ipmi::cli
