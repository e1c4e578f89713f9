#include "wire/checksum.hpp"

namespace ipmi::wire {

std::uint8_t checksum(ByteView bytes) {
    unsigned sum = 0;
    for (const auto byte : bytes) sum += byte;
    return static_cast<std::uint8_t>(0u - sum);
}

}  // namespace ipmi::wire
