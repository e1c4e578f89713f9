// Appends fields to a byte buffer that the caller owns and may reuse. The counterpart of Reader.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/bytes.hpp"

namespace ipmi::wire {

class Writer {
public:
    explicit Writer(Bytes& out) : out_(out) {}

    void u8(std::uint8_t value) { out_.push_back(value); }
    void u16(std::uint16_t value) {
        u8(static_cast<std::uint8_t>(value));
        u8(static_cast<std::uint8_t>(value >> 8));
    }
    void u24(std::uint32_t value) {
        u16(static_cast<std::uint16_t>(value));
        u8(static_cast<std::uint8_t>(value >> 16));
    }
    void u32(std::uint32_t value) {
        u16(static_cast<std::uint16_t>(value));
        u16(static_cast<std::uint16_t>(value >> 16));
    }
    void u64(std::uint64_t value) {
        u32(static_cast<std::uint32_t>(value));
        u32(static_cast<std::uint32_t>(value >> 32));
    }
    void u16_be(std::uint16_t value) {
        u8(static_cast<std::uint8_t>(value >> 8));
        u8(static_cast<std::uint8_t>(value));
    }
    void u32_be(std::uint32_t value) {
        u16_be(static_cast<std::uint16_t>(value >> 16));
        u16_be(static_cast<std::uint16_t>(value));
    }
    void bytes(ByteView bytes) { out_.insert(out_.end(), bytes.begin(), bytes.end()); }
    void fill(std::size_t count, std::uint8_t value) { out_.insert(out_.end(), count, value); }

    [[nodiscard]] std::size_t size() const { return out_.size(); }
    /// Overwrites a byte written before (lengths, checksums).
    void patch(std::size_t at, std::uint8_t value) { out_[at] = value; }
    [[nodiscard]] ByteView written(std::size_t from = 0) const { return ByteView(out_).subspan(from); }
    [[nodiscard]] Bytes& buffer() { return out_; }

private:
    Bytes& out_;
};

}  // namespace ipmi::wire
