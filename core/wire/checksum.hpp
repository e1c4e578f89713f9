// The two's complement checksum of IPMB, SDR files and FRU areas: all bytes including it add up to zero (IPMB v1.0
// §3.3).
#pragma once

#include <cstdint>

#include "base/bytes.hpp"

namespace ipmi::wire {

/// The byte that makes `bytes` plus it add up to zero.
std::uint8_t checksum(ByteView bytes);

}  // namespace ipmi::wire
