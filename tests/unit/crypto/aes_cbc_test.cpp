#include "crypto/aes_cbc.hpp"

#include <gtest/gtest.h>
#include <openssl/evp.h>

#include <memory>

#include "base/hex.hpp"

namespace ipmi::crypto {
namespace {

// NIST SP 800-38A, F.2.1 and F.2.2: CBC-AES128, the first two blocks.
const auto key = from_hex("2b7e151628aed2a6abf7158809cf4f3c").value();
const auto vector = from_hex("000102030405060708090a0b0c0d0e0f").value();
const auto plain = from_hex("6bc1bee22e409f96e93d7e117393172a ae2d8a571e03ac9c9eb76fac45af8e51").value();
const auto cipher = from_hex("7649abac8119b246cee98e9b12e9197d 5086cb9b507219ee95db113a917678b2").value();

AesBlock block(const Bytes& bytes) {
    return ByteView(bytes).first<aes_block>();
}

AesCbcEncryptor encryptor() {
    return AesCbcEncryptor(block(key));
}
AesCbcDecryptor decryptor() {
    return AesCbcDecryptor(block(key));
}

/// OpenSSL alone, with a context of its own for the packet.
Bytes decrypted_by_openssl(ByteView initialization_vector, ByteView text) {
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(EVP_CIPHER_CTX_new(),
                                                                                  &EVP_CIPHER_CTX_free);
    EVP_DecryptInit_ex(context.get(), EVP_aes_128_cbc(), nullptr, key.data(), initialization_vector.data());
    EVP_CIPHER_CTX_set_padding(context.get(), 0);
    Bytes out(text.size());
    int written = 0;
    EVP_DecryptUpdate(context.get(), out.data(), &written, text.data(), static_cast<int>(text.size()));
    return out;
}

// F.1.1 of the same: what the block cipher makes of the first block of `plain`.
TEST(AesCbc, TheFirstVectorIsTheRandomBlockEncrypted) {
    Bytes out(aes_block + plain.size());
    ASSERT_TRUE(encryptor().run(block(plain), plain, out));
    EXPECT_EQ(to_hex(ByteView(out).first(aes_block)), "3ad77bb40d7a3660a89ecaf32466ef97");
}

// One context serves every packet of a session: each can be read by whoever has its vector and nothing of the one before.
TEST(AesCbc, EncryptsWhatOpensslDecryptsPacketByPacket) {
    const auto encrypt = encryptor();
    for (const auto& random : {vector, key, vector, plain}) {
        Bytes out(aes_block + plain.size());
        ASSERT_TRUE(encrypt.run(block(random), plain, out));
        const ByteView packet(out);
        EXPECT_EQ(decrypted_by_openssl(packet.first(aes_block), packet.subspan(aes_block)), plain);
    }
}

// Two packets with one text and, by a broken source of randomness, one random block: still two vectors.
TEST(AesCbc, NoVectorComesTwice) {
    const auto encrypt = encryptor();
    Bytes first(aes_block + plain.size());
    auto second = first;
    ASSERT_TRUE(encrypt.run(block(vector), plain, first));
    ASSERT_TRUE(encrypt.run(block(vector), plain, second));
    EXPECT_NE(first, second);
}

TEST(AesCbc, DecryptsTheVectorOfNistWhateverCameBefore) {
    const auto decrypt = decryptor();
    auto packet = vector;
    packet.insert(packet.end(), cipher.begin(), cipher.end());
    for (const auto& before : {packet, cipher, vector}) {
        Bytes ignored(before.size() - aes_block);
        ASSERT_TRUE(decrypt.run(before, ignored));
        Bytes out(plain.size());
        ASSERT_TRUE(decrypt.run(packet, out));
        EXPECT_EQ(out, plain);
    }
}

TEST(AesCbc, RefusesWhatIsNotWholeBlocks) {
    const auto encrypt = encryptor();
    const auto decrypt = decryptor();
    for (const std::size_t size : {1u, 15u, 17u, 31u}) {
        Bytes out(64);
        EXPECT_FALSE(encrypt.run(block(vector), ByteView(plain).first(size), out)) << size;
        EXPECT_FALSE(decrypt.run(ByteView(cipher).first(size), out)) << size;
    }
    Bytes out(64);
    EXPECT_FALSE(decrypt.run(ByteView(), out));
}

TEST(AesCbc, RefusesAnOutputThatIsTooSmall) {
    Bytes out(aes_block + plain.size() - 1);
    EXPECT_FALSE(encryptor().run(block(vector), plain, out));
    EXPECT_FALSE(decryptor().run(cipher, std::span(out).first(aes_block - 1)));
}

TEST(AesCbc, RefusesToRunWithoutAKey) {
    Bytes out(aes_block + plain.size());
    EXPECT_FALSE(AesCbcEncryptor().run(block(vector), plain, out));
    EXPECT_FALSE(AesCbcDecryptor().run(cipher, out));
}

}  // namespace
}  // namespace ipmi::crypto
