// Unpredictable bytes from the kernel.
#pragma once

#include <cstdint>
#include <span>

namespace ipmi::crypto {

/// Fills `out` from getrandom(2). Aborts when the kernel has none: nothing safe can be done without.
void random_bytes(std::span<std::uint8_t> out);

/// Unpredictable bytes for initialisation vectors, drawn from the kernel in blocks: one system call for many packets.
class RandomPool {
public:
    void fill(std::span<std::uint8_t> out);

private:
    std::uint8_t block_[1024]{};
    std::size_t used_ = sizeof block_;
};

}  // namespace ipmi::crypto
