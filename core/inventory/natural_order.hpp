// The order in which people count hosts: web2 before web10, and web2 before web02.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace ipmi::inventory {

constexpr bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

/// Runs of digits compare by length, then digit by digit; all else by byte. A total order: only equal names tie.
struct NaturalLess {
    using is_transparent = void;
    bool operator()(std::string_view a, std::string_view b) const;
};

/// Host names, each once, in natural order.
using HostSet = std::set<std::string, NaturalLess>;

}  // namespace ipmi::inventory
