// A number that may be missing, in files of our own: one byte that tells, then the eight of a double.
#pragma once

#include <bit>
#include <optional>

#include "wire/reader.hpp"
#include "wire/writer.hpp"

namespace ipmi::wire {

inline void put(Writer& out, const std::optional<double>& value) {
    out.u8(value ? 1 : 0);
    if (value) out.u64(std::bit_cast<std::uint64_t>(*value));
}

inline std::optional<double> take_number(Reader& in) {
    if (in.u8() == 0) return std::nullopt;
    return std::bit_cast<double>(in.u64());
}

}  // namespace ipmi::wire
