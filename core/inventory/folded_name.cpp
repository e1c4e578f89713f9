#include "inventory/folded_name.hpp"
#include "inventory/natural_order.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace ipmi::inventory {
namespace {

constexpr std::size_t longest_number = 9;  // of one number; the count then never overflows 32 bits

bool is_letter_or_digit(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_name_character(char c) {
    return is_letter_or_digit(c) || c == '.' || c == '_' || c == '-';
}

/// "01-20/2" taken apart.
struct Range {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::uint32_t step = 1;
    std::size_t width = 0;  ///< padded with zeros to this width
    [[nodiscard]] std::size_t count() const { return (last - first) / step + 1; }
};

std::expected<std::uint32_t, HostSetError> number(std::string_view text, std::size_t column) {
    if (text.empty()) return wrong(column, "a number is missing");
    if (!std::all_of(text.begin(), text.end(), is_digit))
        return wrong(column, fmt::format("'{}' is not a number", text));
    if (text.size() > longest_number)
        return wrong(column, fmt::format("a number has at most {} digits", longest_number));
    std::uint32_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::expected<Range, HostSetError> parse_range(std::string_view text, std::size_t column) {
    Range range;
    const auto slash = text.find('/');
    const auto ends = text.substr(0, slash);
    const auto dash = ends.find('-');
    const auto low = ends.substr(0, dash);
    const auto first = number(low, column);
    if (!first) return std::unexpected(first.error());
    range.first = range.last = *first;
    range.width = low.size() > 1 && low.front() == '0' ? low.size() : 0;
    if (dash != ends.npos) {
        const auto high = ends.substr(dash + 1);
        const auto last = number(high, column + dash + 1);
        if (!last) return std::unexpected(last.error());
        range.last = *last;
        const bool padded = range.width > 0 || (high.size() > 1 && high.front() == '0');
        if (padded && high.size() != low.size())
            return wrong(column, fmt::format("'{}' and '{}' are padded differently", low, high));
        if (range.last < range.first) return wrong(column, fmt::format("'{}' counts backwards", ends));
    }
    if (slash != text.npos) {
        if (dash == ends.npos) return wrong(column + slash, "a step needs a range before it, as in 1-9/2");
        const auto step = number(text.substr(slash + 1), column + slash + 1);
        if (!step) return std::unexpected(step.error());
        if (*step == 0) return wrong(column + slash + 1, "a step is at least 1");
        range.step = *step;
    }
    return range;
}

/// The text in front of a bracket and the ranges inside it.
struct Piece {
    std::string_view text{};
    std::vector<Range> ranges{};
    [[nodiscard]] std::size_t count() const {
        std::size_t total = 0;
        for (const auto& range : ranges) total += range.count();
        return total;
    }
};

/// `inside` is what stands between the brackets, starting at `column`.
std::expected<std::vector<Range>, HostSetError> parse_ranges(std::string_view inside, std::size_t column) {
    std::vector<Range> ranges;
    if (inside.empty()) return wrong(column, "the brackets are empty");
    while (true) {
        const auto comma = inside.find(',');
        const auto range = parse_range(inside.substr(0, comma), column);
        if (!range) return std::unexpected(range.error());
        ranges.push_back(*range);
        if (comma == inside.npos) return ranges;
        inside.remove_prefix(comma + 1);
        column += comma + 1;
    }
}

std::expected<std::vector<Piece>, HostSetError> parse_pieces(std::string_view word, std::size_t column) {
    std::vector<Piece> pieces;
    std::size_t at = 0;
    while (at < word.size()) {
        Piece piece;
        const auto open = std::min(word.find('[', at), word.size());
        piece.text = word.substr(at, open - at);
        const auto odd = std::find_if_not(piece.text.begin(), piece.text.end(), is_name_character);
        if (odd != piece.text.end()) {
            const auto where = column + at + static_cast<std::size_t>(odd - piece.text.begin());
            if (*odd == ']') return wrong(where, "']' without a '[' before it");
            if (*odd == ' ' || *odd == '\t') return wrong(where, "a name has no blanks; ',' stands between two names");
            const auto code = static_cast<unsigned char>(*odd);
            const auto shown = code > 0x20 && code < 0x7f ? std::string(1, *odd) : fmt::format("\\x{:02x}", code);
            return wrong(where, fmt::format("'{}' cannot be part of a host's name", shown));
        }
        if (open < word.size()) {
            const auto close = word.find(']', open);
            if (close == word.npos) return wrong(column + open, "'[' is never closed");
            auto ranges = parse_ranges(word.substr(open + 1, close - open - 1), column + open + 1);
            if (!ranges) return std::unexpected(ranges.error());
            piece.ranges = std::move(*ranges);
            at = close + 1;
        } else {
            at = open;
        }
        pieces.push_back(std::move(piece));
    }
    return pieces;
}

void append(std::vector<std::string>& names, const Piece& piece) {
    for (auto& name : names) name += piece.text;
    if (piece.ranges.empty()) return;
    std::vector<std::string> grown;
    grown.reserve(names.size() * piece.count());
    for (const auto& name : names)
        for (const auto& range : piece.ranges)
            for (std::uint64_t value = range.first; value <= range.last; value += range.step)
                grown.push_back(fmt::format("{}{:0{}}", name, value, range.width));
    names = std::move(grown);
}

}  // namespace

bool is_name(std::string_view text) {
    return !text.empty() && text.size() <= longest_name && is_letter_or_digit(text.front()) &&
           std::all_of(text.begin(), text.end(), is_name_character);
}

std::expected<std::vector<std::string>, HostSetError> expand_name(std::string_view word, std::size_t column,
                                                                  std::size_t limit) {
    const auto pieces = parse_pieces(word, column);
    if (!pieces) return std::unexpected(pieces.error());
    std::size_t count = 1;
    std::size_t longest = 0;
    for (const auto& piece : *pieces) {
        longest += piece.text.size() + (piece.ranges.empty() ? 0 : longest_number);
        if (!piece.ranges.empty()) count *= std::min(piece.count(), limit + 1);
        if (count > limit) return wrong(column, fmt::format("more than {} names", limit));
    }
    if (longest > longest_name) return wrong(column, fmt::format("a name has at most {} bytes", longest_name));
    std::vector<std::string> names{std::string()};
    for (const auto& piece : *pieces) append(names, piece);
    for (const auto& name : names)
        if (!is_name(name)) return wrong(column, fmt::format("'{}' is not a host's name", name));
    return names;
}

}  // namespace ipmi::inventory
