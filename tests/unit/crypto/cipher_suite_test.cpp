#include "crypto/cipher_suite.hpp"

#include <gtest/gtest.h>

namespace ipmi::crypto {
namespace {

TEST(CipherSuites, AreProposedStrongestFirst) {
    ASSERT_EQ(cipher_suites().size(), 2u);
    EXPECT_EQ(cipher_suites()[0].id, 17);
    EXPECT_EQ(cipher_suites()[1].id, 3);
}

// Table 22-20: RAKP-HMAC-SHA1, HMAC-SHA1-96, AES-CBC-128; RAKP-HMAC-SHA256, HMAC-SHA256-128, AES-CBC-128.
TEST(CipherSuites, AreFoundByIdAndByAlgorithms) {
    const auto* three = find_cipher_suite(3);
    ASSERT_NE(three, nullptr);
    EXPECT_EQ(find_cipher_suite(1, 1, 1), three);
    EXPECT_EQ(three->integrity_size, 12u);
    EXPECT_EQ(three->check_value_size, 12u);
    const auto* seventeen = find_cipher_suite(17);
    ASSERT_NE(seventeen, nullptr);
    EXPECT_EQ(find_cipher_suite(3, 4, 1), seventeen);
    EXPECT_EQ(seventeen->integrity_size, 16u);
    EXPECT_EQ(seventeen->check_value_size, 16u);
}

TEST(CipherSuites, WithoutAuthenticationIntegrityOrSecrecyAreNotSpoken) {
    for (const auto& suite : cipher_suites()) {
        EXPECT_NE(suite.authentication, 0) << "suite " << int{suite.id};
        EXPECT_NE(suite.integrity, 0) << "suite " << int{suite.id};
        EXPECT_NE(suite.confidentiality, 0) << "suite " << int{suite.id};
    }
    EXPECT_EQ(find_cipher_suite(0), nullptr);
    EXPECT_EQ(find_cipher_suite(0, 0, 0), nullptr);
    EXPECT_EQ(find_cipher_suite(1, 1, 0), nullptr);
}

}  // namespace
}  // namespace ipmi::crypto
