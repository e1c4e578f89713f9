#include "crypto/random.hpp"

#include <sys/random.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace ipmi::crypto {

void random_bytes(std::span<std::uint8_t> out) {
    while (!out.empty()) {
        const auto got = ::getrandom(out.data(), out.size(), 0);
        if (got > 0)
            out = out.subspan(static_cast<std::size_t>(got));
        else if (errno != EINTR)
            std::abort();
    }
}

void RandomPool::fill(std::span<std::uint8_t> out) {
    if (out.size() > sizeof block_) return random_bytes(out);
    if (sizeof block_ - used_ < out.size()) {
        random_bytes(block_);
        used_ = 0;
    }
    std::memcpy(out.data(), block_ + used_, out.size());
    used_ += out.size();
}

}  // namespace ipmi::crypto
