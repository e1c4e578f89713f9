#include "crypto/aes_cbc.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <array>
#include <cstdlib>

namespace ipmi::crypto {
namespace {

constexpr std::size_t largest = 4096;

const EVP_CIPHER* aes_128_cbc() {
    // No configuration file, no error strings, no table of legacy names: a check needs none of them, and they are half
    // of what it would spend in user space.
    static const EVP_CIPHER* cipher = [] {
        OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_LOAD_CRYPTO_STRINGS |
                                OPENSSL_INIT_NO_ADD_ALL_CIPHERS | OPENSSL_INIT_NO_ADD_ALL_DIGESTS,
                            nullptr);
        return EVP_CIPHER_fetch(nullptr, "AES-128-CBC", nullptr);
    }();
    return cipher;
}

}  // namespace

void AesCbc::Free::operator()(evp_cipher_ctx_st* context) const {
    EVP_CIPHER_CTX_free(context);
}

AesCbc::AesCbc(bool encrypting, AesBlock key) : context_(EVP_CIPHER_CTX_new()) {
    static constexpr std::array<std::uint8_t, aes_block> before_the_first{};
    if (!context_ || EVP_CipherInit_ex2(context_.get(), aes_128_cbc(), key.data(), before_the_first.data(),
                                        encrypting ? 1 : 0, nullptr) != 1)
        std::abort();  // out of memory, or a libcrypto without AES
    EVP_CIPHER_CTX_set_padding(context_.get(), 0);
}

bool AesCbc::update(ByteView in, std::span<std::uint8_t> out) const {
    int written = 0;
    return EVP_CipherUpdate(context_.get(), out.data(), &written, in.data(), static_cast<int>(in.size())) == 1 &&
           static_cast<std::size_t>(written) == in.size();
}

// CBC encrypts block i as E(P_i xor C_(i-1)). Whatever was encrypted before, what `random` becomes is as random as it
// is, and it is the C_0 of what follows: an initialization vector.
bool AesCbcEncryptor::run(AesBlock random, ByteView plain, std::span<std::uint8_t> out) const {
    if (!*this || plain.size() % aes_block != 0 || plain.size() > largest || out.size() < aes_block + plain.size())
        return false;
    return update(random, out) && update(plain, out.subspan(aes_block));
}

// And decrypts it as D(C_i) xor C_(i-1): only what the vector itself becomes depends on the packet before, and nobody
// wants that.
bool AesCbcDecryptor::run(ByteView in, std::span<std::uint8_t> out) const {
    if (!*this || in.size() % aes_block != 0 || in.size() < aes_block || in.size() > aes_block + largest ||
        out.size() < in.size() - aes_block)
        return false;
    std::array<std::uint8_t, aes_block> ignored{};
    return update(in.first(aes_block), ignored) && update(in.subspan(aes_block), out);
}

}  // namespace ipmi::crypto
