// AES-128-CBC without OpenSSL's own padding: IPMI counts its pad bytes itself (IPMI v2.0 rev 1.1, §13.29).
// One object per session and direction keeps its key schedule and runs on from packet to packet: to hand OpenSSL an
// initialization vector for each costs it more than the encryption itself.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "base/bytes.hpp"

struct evp_cipher_ctx_st;

namespace ipmi::crypto {

inline constexpr std::size_t aes_block = 16;
using AesBlock = std::span<const std::uint8_t, aes_block>;

/// An OpenSSL context that goes on where the packet before ended.
class AesCbc {
public:
    AesCbc() = default;

protected:
    AesCbc(bool encrypting, AesBlock key);
    /// As many bytes in as out, a multiple of 16.
    bool update(ByteView in, std::span<std::uint8_t> out) const;
    explicit operator bool() const { return context_ != nullptr; }

private:
    struct Free {
        void operator()(evp_cipher_ctx_st* context) const;
    };
    std::unique_ptr<evp_cipher_ctx_st, Free> context_;
};

class AesCbcEncryptor : public AesCbc {
public:
    AesCbcEncryptor() = default;
    explicit AesCbcEncryptor(AesBlock key) : AesCbc(true, key) {}

    /// Into `out` the initialization vector (16 bytes) and the encrypted `plain`, a multiple of 16 bytes; the vector is
    /// `random` encrypted, so nobody without the key foresees it. False: the sizes do not fit.
    bool run(AesBlock random, ByteView plain, std::span<std::uint8_t> out) const;
};

class AesCbcDecryptor : public AesCbc {
public:
    AesCbcDecryptor() = default;
    explicit AesCbcDecryptor(AesBlock key) : AesCbc(false, key) {}

    /// `in` is the initialization vector (16 bytes) and the encrypted text, a multiple of 16 bytes; `out` takes the plain
    /// text, 16 bytes fewer. False: the sizes do not fit.
    bool run(ByteView in, std::span<std::uint8_t> out) const;
};

}  // namespace ipmi::crypto
