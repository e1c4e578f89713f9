#include "crypto/hmac.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"

namespace ipmi::crypto {
namespace {

struct Vector {
    Bytes key;
    std::string_view text;
    const char* sha1;
    const char* sha256;
};

// RFC 2202 §3 (SHA-1) and RFC 4231 §4 (SHA-256); the long key of case 6 is 80 bytes there and 131 here.
const Vector short_key{Bytes(20, 0x0b), "Hi There", "b617318655057264e28bc0b6fb378c8ef146be00",
                       "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"};
const Vector word_key{Bytes{'J', 'e', 'f', 'e'}, "what do ya want for nothing?",
                      "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
                      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"};

std::string hmac(Hash hash, ByteView key, std::string_view text) {
    return to_hex(Hmac(hash, key).of(as_bytes(text)).view());
}

TEST(Hmac, OfTheVectorsOfTheRfcs) {
    for (const auto& vector : {short_key, word_key}) {
        EXPECT_EQ(hmac(Hash::sha1, vector.key, vector.text), vector.sha1);
        EXPECT_EQ(hmac(Hash::sha256, vector.key, vector.text), vector.sha256);
    }
}

TEST(Hmac, HashesKeysLongerThanABlock) {
    constexpr std::string_view text = "Test Using Larger Than Block-Size Key - Hash Key First";
    EXPECT_EQ(hmac(Hash::sha1, Bytes(80, 0xaa), text), "aa4ae5e15272d00e95705637ce8a3b55ed402112");
    EXPECT_EQ(hmac(Hash::sha256, Bytes(131, 0xaa), text),
              "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

// The null password: HMAC("", "") as everybody's hash tool prints it.
TEST(Hmac, AcceptsAnEmptyKeyAndAnEmptyMessage) {
    EXPECT_EQ(hmac(Hash::sha1, {}, ""), "fbdb1d1b18aa6c08324b7d64b71fb76370690e1d");
    EXPECT_EQ(hmac(Hash::sha256, {}, ""), "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

TEST(Hmac, MayBeUsedAndCopiedAgainAndAgain) {
    const Hmac first(Hash::sha256, short_key.key);
    const auto once = to_hex(first.of(as_bytes(short_key.text)).view());
    auto copy = first;
    (void)copy.of(as_bytes("something else"));
    copy = Hmac(first);
    EXPECT_EQ(to_hex(copy.of(as_bytes(short_key.text)).view()), once);
    EXPECT_EQ(to_hex(first.of(as_bytes(short_key.text)).view()), once);
}

TEST(Hmac, HasTheSizeOfItsHash) {
    EXPECT_EQ(Hmac(Hash::sha1, {}).of({}).view().size(), 20u);
    EXPECT_EQ(Hmac(Hash::sha256, {}).of({}).view().size(), 32u);
}

TEST(Equal, ComparesEveryByteAndTheSize) {
    const Bytes code(32, 0x5a);
    EXPECT_TRUE(equal(code, code));
    EXPECT_TRUE(equal({}, {}));
    for (std::size_t at = 0; at < code.size(); ++at) {
        auto other = code;
        other[at] ^= 0x01;
        EXPECT_FALSE(equal(code, other)) << at;
        EXPECT_FALSE(equal(code, ByteView(code).first(at)));
    }
}

}  // namespace
}  // namespace ipmi::crypto
