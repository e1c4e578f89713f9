#include "inventory/fold.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

namespace ipmi::inventory {
namespace {

constexpr std::size_t most_digits = 9;  // longer runs are serial numbers or addresses, not places in a row

using Numbers = std::set<std::string, NaturalLess>;
/// The numbers at each place of a shape; the names are their product.
using Grid = std::vector<Numbers>;

/// "r1n02" has the shape {"r", "n", ""} and the numbers 1 and 02.
struct Parts {
    std::vector<std::string> texts{std::string()};
    Grid grid{};
};

Parts take_apart(std::string_view name) {
    Parts parts;
    while (!name.empty()) {
        const auto digits = std::min(name.find_first_not_of("0123456789"), name.size());
        const auto run = name.substr(0, std::max<std::size_t>(digits, 1));
        if (digits > 0 && digits <= most_digits) {
            parts.grid.push_back({std::string(run)});
            parts.texts.emplace_back();
        } else {
            parts.texts.back() += run;
        }
        name.remove_prefix(run.size());
    }
    return parts;
}

/// Grids that differ at `place` alone become one.
std::vector<Grid> merge_at(std::size_t place, std::vector<Grid> grids) {
    std::map<Grid, Numbers> rest;
    for (auto& grid : grids) {
        auto numbers = std::move(grid[place]);
        grid[place].clear();
        rest[std::move(grid)].merge(numbers);
    }
    std::vector<Grid> merged;
    while (!rest.empty()) {
        auto node = rest.extract(rest.begin());
        node.key()[place] = std::move(node.mapped());
        merged.push_back(std::move(node.key()));
    }
    return merged;
}

std::uint32_t value_of(std::string_view digits) {
    std::uint32_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

/// May a range that starts at `first` go on from `before` to `next`? Padded numbers keep their width.
bool goes_on(const std::string& first, const std::string& before, const std::string& next) {
    if (value_of(next) != value_of(before) + 1) return false;
    const bool padded = first.size() > 1 && first.front() == '0';
    if (next.front() == '0' && next.size() != before.size()) return false;
    return !padded || next.size() == first.size();
}

std::string folded(const Numbers& numbers) {
    if (numbers.size() == 1) return *numbers.begin();
    std::vector<std::string> ranges;
    for (auto at = numbers.begin(); at != numbers.end();) {
        const auto first = at;
        auto last = at;
        for (++at; at != numbers.end() && goes_on(*first, *last, *at); ++at) last = at;
        ranges.push_back(first == last ? *first : fmt::format("{}-{}", *first, *last));
    }
    return fmt::format("[{}]", fmt::join(ranges, ","));
}

std::string first_name(const std::vector<std::string>& texts, const Grid& grid) {
    auto name = texts.front();
    for (std::size_t place = 0; place < grid.size(); ++place) name += *grid[place].begin() + texts[place + 1];
    return name;
}

}  // namespace

std::string fold(const HostSet& names) {
    std::map<std::vector<std::string>, std::vector<Grid>> shapes;
    for (const auto& name : names) {
        auto parts = take_apart(name);
        shapes[std::move(parts.texts)].push_back(std::move(parts.grid));
    }
    std::map<std::string, std::string, NaturalLess> words;  // by the first name of each
    for (auto& [texts, grids] : shapes) {
        for (std::size_t place = texts.size() - 1; place-- > 0;) grids = merge_at(place, std::move(grids));
        for (const auto& grid : grids) {
            auto word = texts.front();
            for (std::size_t place = 0; place < grid.size(); ++place) word += folded(grid[place]) + texts[place + 1];
            words[first_name(texts, grid)] = std::move(word);
        }
    }
    std::string out;
    for (const auto& [first, word] : words) out += (out.empty() ? "" : ",") + word;
    return out;
}

}  // namespace ipmi::inventory
