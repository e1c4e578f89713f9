// One word of a host set, "r[1-2]n[01-20/2]", and the names it stands for. ClusterShell's rules: padding is kept and
// must be the same at both ends of a range, a step needs a range.
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace ipmi::inventory {

/// What is wrong with a host set, and where: `column` counts bytes from 1.
struct HostSetError {
    std::size_t column = 0;
    std::string what{};
    bool operator==(const HostSetError&) const = default;
};
inline std::unexpected<HostSetError> wrong(std::size_t column, std::string what) {
    return std::unexpected(HostSetError{column, std::move(what)});
}

inline constexpr std::size_t largest_host_set = 100'000;  ///< names in one expression; ten times the largest site
inline constexpr std::size_t longest_name = 255;          ///< bytes

/// Letters, digits, '.', '_' and '-', a letter or digit first: what a host, group or credential may be called.
bool is_name(std::string_view text);

/// The names of `word`, in the order written. `column` is where the word starts; more than `limit` names are an error.
std::expected<std::vector<std::string>, HostSetError> expand_name(std::string_view word, std::size_t column,
                                                                  std::size_t limit = largest_host_set);

}  // namespace ipmi::inventory
