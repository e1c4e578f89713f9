// Completion codes that the engine acts on. IPMI v2.0 rev 1.1, §5.2, table 5-2; error.cpp has the words of all.
#pragma once

#include <cstdint>

namespace ipmi::completion {

inline constexpr std::uint8_t node_busy = 0xc0;
inline constexpr std::uint8_t invalid_command = 0xc1;
inline constexpr std::uint8_t out_of_space = 0xc4;
inline constexpr std::uint8_t reservation_cancelled = 0xc5;
inline constexpr std::uint8_t length_invalid = 0xc7;
inline constexpr std::uint8_t length_limit_exceeded = 0xc8;
inline constexpr std::uint8_t parameter_out_of_range = 0xc9;
inline constexpr std::uint8_t cannot_return_that_many = 0xca;
inline constexpr std::uint8_t not_present = 0xcb;
inline constexpr std::uint8_t invalid_data_field = 0xcc;
inline constexpr std::uint8_t illegal_for_type = 0xcd;
inline constexpr std::uint8_t insufficient_privilege = 0xd4;
inline constexpr std::uint8_t not_in_this_state = 0xd5;
inline constexpr std::uint8_t disabled = 0xd6;
inline constexpr std::uint8_t unspecified_error = 0xff;

/// A read of fewer bytes may succeed: CAh, and what firmware answers in its place.
constexpr bool means_too_large(std::uint8_t code) {
    return code == cannot_return_that_many || code == length_invalid || code == length_limit_exceeded ||
           code == out_of_space || code == unspecified_error;
}

}  // namespace ipmi::completion
