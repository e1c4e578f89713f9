#include "crypto/aes_cbc.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <cstdlib>

namespace ipmi::crypto {
namespace {

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

AesCbc::AesCbc(Direction direction, AesBlock key) : context_(EVP_CIPHER_CTX_new()), direction_(direction) {
    const bool encrypting = direction == Direction::encrypt;
    if (!context_ ||
        EVP_CipherInit_ex2(context_.get(), aes_128_cbc(), key.data(), nullptr, encrypting ? 1 : 0, nullptr) != 1)
        std::abort();  // out of memory, or a libcrypto without AES
    EVP_CIPHER_CTX_set_padding(context_.get(), 0);
}

bool AesCbc::run(AesBlock initialization_vector, ByteView in, std::span<std::uint8_t> out) const {
    if (!context_ || in.size() % aes_block != 0 || out.size() < in.size() || in.size() > 4096) return false;
    int written = 0;
    const int direction = direction_ == Direction::encrypt ? 1 : 0;
    return EVP_CipherInit_ex2(context_.get(), nullptr, nullptr, initialization_vector.data(), direction, nullptr) ==
               1 &&
           EVP_CipherUpdate(context_.get(), out.data(), &written, in.data(), static_cast<int>(in.size())) == 1 &&
           static_cast<std::size_t>(written) == in.size();
}

}  // namespace ipmi::crypto
