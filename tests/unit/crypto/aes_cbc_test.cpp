#include "crypto/aes_cbc.hpp"

#include <gtest/gtest.h>

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

AesCbc encryptor() {
    return {AesCbc::Direction::encrypt, block(key)};
}
AesCbc decryptor() {
    return {AesCbc::Direction::decrypt, block(key)};
}

TEST(AesCbc, EncryptsTheVectorOfNist) {
    Bytes out(plain.size());
    ASSERT_TRUE(encryptor().run(block(vector), plain, out));
    EXPECT_EQ(out, cipher);
}

TEST(AesCbc, DecryptsTheVectorOfNistInPlace) {
    auto buffer = cipher;
    ASSERT_TRUE(decryptor().run(block(vector), buffer, buffer));
    EXPECT_EQ(buffer, plain);
}

// One context serves every packet of a session: nothing of the packet before may be left in it.
TEST(AesCbc, StartsAfreshWithEveryVector) {
    const auto encrypt = encryptor();
    Bytes first(plain.size());
    Bytes second(plain.size());
    ASSERT_TRUE(encrypt.run(block(vector), plain, first));
    ASSERT_TRUE(encrypt.run(block(key), plain, second));
    EXPECT_NE(first, second);
    ASSERT_TRUE(encrypt.run(block(vector), plain, second));
    EXPECT_EQ(first, second);
}

TEST(AesCbc, RefusesWhatIsNotWholeBlocks) {
    const auto encrypt = encryptor();
    for (const std::size_t size : {1u, 15u, 17u, 31u}) {
        Bytes out(32);
        EXPECT_FALSE(encrypt.run(block(vector), ByteView(plain).first(size), out)) << size;
    }
}

TEST(AesCbc, RefusesAnOutputThatIsTooSmall) {
    Bytes out(plain.size() - 1);
    EXPECT_FALSE(encryptor().run(block(vector), plain, out));
}

TEST(AesCbc, RefusesToRunWithoutAKey) {
    Bytes out(plain.size());
    EXPECT_FALSE(AesCbc().run(block(vector), plain, out));
}

}  // namespace
}  // namespace ipmi::crypto
