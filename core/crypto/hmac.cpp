#define OPENSSL_SUPPRESS_DEPRECATED
#include "crypto/hmac.hpp"

#include <openssl/crypto.h>
#include <openssl/sha.h>

#include <cstring>
#include <ipmi/secret.hpp>

namespace ipmi::crypto {
namespace {

constexpr std::size_t block_size = 64;  // of SHA-1 and SHA-256 alike

template <class Context>
Context load(const void* state) {
    Context context;
    std::memcpy(&context, state, sizeof context);
    return context;
}

}  // namespace

Hmac::Hmac(Hash hash, ByteView key) : hash_(hash) {
    static_assert(sizeof(SHA_CTX) <= sizeof(State) && sizeof(SHA256_CTX) <= sizeof(State));
    std::array<std::uint8_t, block_size> pad{};
    if (key.size() > block_size) {
        if (hash == Hash::sha1)
            SHA1(key.data(), key.size(), pad.data());
        else
            SHA256(key.data(), key.size(), pad.data());
    } else if (!key.empty()) {
        std::memcpy(pad.data(), key.data(), key.size());
    }
    const auto start = [&pad, hash](State& state, std::uint8_t mask) {
        for (auto& byte : pad) byte = static_cast<std::uint8_t>(byte ^ mask);
        if (hash == Hash::sha1) {
            SHA_CTX context;
            SHA1_Init(&context);
            SHA1_Update(&context, pad.data(), pad.size());
            std::memcpy(state.words.data(), &context, sizeof context);
        } else {
            SHA256_CTX context;
            SHA256_Init(&context);
            SHA256_Update(&context, pad.data(), pad.size());
            std::memcpy(state.words.data(), &context, sizeof context);
        }
    };
    start(inner_, 0x36);
    start(outer_, 0x36 ^ 0x5c);
    ipmi::wipe(pad.data(), pad.size());
}

Hmac::~Hmac() {
    ipmi::wipe(&inner_, sizeof inner_);
    ipmi::wipe(&outer_, sizeof outer_);
}

Digest Hmac::of(ByteView message) const {
    Digest digest;
    digest.size = digest_size(hash_);
    if (hash_ == Hash::sha1) {
        auto context = load<SHA_CTX>(&inner_);
        SHA1_Update(&context, message.data(), message.size());
        SHA1_Final(digest.bytes.data(), &context);
        context = load<SHA_CTX>(&outer_);
        SHA1_Update(&context, digest.bytes.data(), digest.size);
        SHA1_Final(digest.bytes.data(), &context);
    } else {
        auto context = load<SHA256_CTX>(&inner_);
        SHA256_Update(&context, message.data(), message.size());
        SHA256_Final(digest.bytes.data(), &context);
        context = load<SHA256_CTX>(&outer_);
        SHA256_Update(&context, digest.bytes.data(), digest.size);
        SHA256_Final(digest.bytes.data(), &context);
    }
    return digest;
}

bool equal(ByteView a, ByteView b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace ipmi::crypto
