// A cursor over received bytes. Sticky: the first short read makes it fail, later reads yield zero, one test at the
// end. It borrows the bytes; IPMI integers are least significant byte first.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/bytes.hpp"

namespace ipmi::wire {

class Reader {
public:
    explicit Reader(ByteView bytes) : bytes_(bytes) {}

    std::uint8_t u8() {
        if (bytes_.empty()) {
            failed_ = true;
            return 0;
        }
        const auto byte = bytes_.front();
        bytes_ = bytes_.subspan(1);
        return byte;
    }
    std::uint16_t u16() {
        const unsigned low = u8();
        return static_cast<std::uint16_t>(low | (static_cast<unsigned>(u8()) << 8));
    }
    std::uint32_t u24() {
        const std::uint32_t low = u16();
        return low | (static_cast<std::uint32_t>(u8()) << 16);
    }
    std::uint32_t u32() {
        const std::uint32_t low = u16();
        return low | (static_cast<std::uint32_t>(u16()) << 16);
    }
    std::uint64_t u64() {
        const std::uint64_t low = u32();
        return low | (static_cast<std::uint64_t>(u32()) << 32);
    }
    /// Most significant byte first, as in RMCP and ASF fields.
    std::uint16_t u16_be() {
        const unsigned high = u8();
        return static_cast<std::uint16_t>((high << 8) | u8());
    }
    std::uint32_t u32_be() {
        const std::uint32_t high = u16_be();
        return (high << 16) | u16_be();
    }
    /// The next `size` bytes; empty and failed when fewer are left.
    ByteView bytes(std::size_t size) {
        if (size > bytes_.size()) {
            failed_ = true;
            bytes_ = {};
            return {};
        }
        const auto part = bytes_.first(size);
        bytes_ = bytes_.subspan(size);
        return part;
    }
    template <std::size_t N>
    std::array<std::uint8_t, N> array() {
        std::array<std::uint8_t, N> out{};
        const auto part = bytes(N);
        for (std::size_t i = 0; i < part.size(); ++i) out[i] = part[i];
        return out;
    }
    /// Everything that is left.
    ByteView rest() { return bytes(bytes_.size()); }
    void skip(std::size_t size) { (void)bytes(size); }

    [[nodiscard]] std::size_t remaining() const { return bytes_.size(); }
    [[nodiscard]] bool failed() const { return failed_; }
    void fail() { failed_ = true; }

private:
    ByteView bytes_;
    bool failed_ = false;
};

}  // namespace ipmi::wire
