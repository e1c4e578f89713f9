// A length of time on a command line: "10", "90s", "5m", "1h30m", "7d", "250ms". A bare number is seconds.
#pragma once

#include <chrono>
#include <expected>
#include <string>
#include <string_view>

namespace plugins {

/// The error is one line for people. At most 100 years.
std::expected<std::chrono::milliseconds, std::string> parse_duration(std::string_view text);
/// "3 min", "2 h", "5 d", "12 s": the largest unit that leaves at least two of them.
std::string in_words(std::chrono::seconds duration);

}  // namespace plugins
