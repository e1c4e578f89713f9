// A file that somebody names: a regular one, read whole. What may never end (a pipe, a device) is refused.
#pragma once

#include <cstddef>
#include <expected>
#include <string>

namespace ipmi::inventory {

inline constexpr std::size_t largest_text_file = 1u << 20;

/// `largest` in bytes. Errors: in words, without the path ("Permission denied", "not a regular file", "larger than 1
/// MiB").
std::expected<std::string, std::string> read_text_file(const std::string& path,
                                                       std::size_t largest = largest_text_file);

}  // namespace ipmi::inventory
