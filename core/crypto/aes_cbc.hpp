// AES-128-CBC without OpenSSL's own padding: IPMI counts its pad bytes itself (IPMI v2.0 rev 1.1, §13.29).
// One object per session and direction keeps its key schedule; contexts are reused for every packet.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "base/bytes.hpp"

struct evp_cipher_ctx_st;

namespace ipmi::crypto {

inline constexpr std::size_t aes_block = 16;
using AesBlock = std::span<const std::uint8_t, aes_block>;

class AesCbc {
public:
    enum class Direction : std::uint8_t { encrypt, decrypt };
    AesCbc() = default;
    AesCbc(Direction direction, AesBlock key);

    /// `in` must be a multiple of 16 bytes; `out` as large. May be the same memory. False: it was not.
    bool run(AesBlock initialization_vector, ByteView in, std::span<std::uint8_t> out) const;

private:
    struct Free {
        void operator()(evp_cipher_ctx_st* context) const;
    };
    std::unique_ptr<evp_cipher_ctx_st, Free> context_;
    Direction direction_ = Direction::encrypt;
};

}  // namespace ipmi::crypto
