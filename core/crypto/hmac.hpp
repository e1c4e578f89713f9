// Keyed hashes with the two pads hashed once (RFC 2104): a session authenticates two packets per request with the same
// key. The low-level hash functions are used on purpose: EVP_MAC costs eleven times as much per packet and its
// algorithm look-up a millisecond at the start of every check.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <variant>

#include "base/bytes.hpp"

namespace ipmi::crypto {

enum class Hash : std::uint8_t { sha1, sha256 };
constexpr std::size_t digest_size(Hash hash) {
    return hash == Hash::sha1 ? 20 : 32;
}
inline constexpr std::size_t largest_digest = 32;

/// A digest of 20 or 32 bytes.
struct Digest {
    std::array<std::uint8_t, largest_digest> bytes{};
    std::size_t size = 0;
    [[nodiscard]] ByteView view() const { return ByteView(bytes).first(size); }
};

class Hmac {
public:
    Hmac() = default;
    Hmac(Hash hash, ByteView key);
    Hmac(const Hmac&) = default;
    Hmac& operator=(const Hmac&) = default;
    ~Hmac();

    [[nodiscard]] Digest of(ByteView message) const;

private:
    static constexpr std::size_t state_words = 14;  ///< room for SHA256_CTX; checked in the source
    struct State {
        alignas(8) std::array<std::uint64_t, state_words> words{};
    };
    Hash hash_ = Hash::sha1;
    State inner_{};
    State outer_{};
};

/// Compares in constant time; false when the sizes differ.
bool equal(ByteView a, ByteView b);

}  // namespace ipmi::crypto
