#include "crypto/key_schedule.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/hex.hpp"

namespace ipmi::crypto {
namespace {

std::array<std::uint8_t, 16> sixteen(std::string_view hex) {
    const auto bytes = from_hex(hex).value();
    std::array<std::uint8_t, 16> out{};
    std::copy_n(bytes.begin(), out.size(), out.begin());
    return out;
}
Hmac user_key(Hash hash, std::string_view password) {
    return {hash, as_bytes(password)};
}

// A login of ipmitool at a Dell iDRAC, suite 3, root/calvin: zenfish/zipmi, tests/unit/test_rakp.py (MIT).
const Exchange idrac{.console_session_id = 0xa0a2a3a4,
                     .bmc_session_id = 0x02002600,
                     .console_random = sixteen("13dd765a462cac254002aef6e6ba6ec9"),
                     .bmc_random = sixteen("f027ffcf96be8ce7a8e9d88ad175f557"),
                     .bmc_guid = sixteen("44454c4c580010548033b5c04f475131"),
                     .role = 0x14,
                     .user = "root"};

TEST(KeySchedule, OfSuite3IsThatOfAnIdrac) {
    const auto key = user_key(Hash::sha1, "calvin");
    EXPECT_EQ(to_hex(rakp2_code(key, idrac).view()), "bad04a77402721e42a930d574300e195ea42853f");
    EXPECT_EQ(to_hex(rakp3_code(key, idrac).view()), "d5d7624b1bab807db28c520f9df3d006d4518c31");
    const auto sik = session_integrity_key(key, idrac);
    EXPECT_EQ(to_hex(sik.view()), "52392ca8e6a9660c23a7f9845cec2b30fd62ce4d");
    const Hmac sik_key(Hash::sha1, sik.view());
    EXPECT_EQ(to_hex(rakp4_check_value(*find_cipher_suite(3), sik_key, idrac).view()), "700cc77772d802dafe32026d");
    EXPECT_EQ(to_hex(additional_key(sik_key, 1).view()), "aa717f0cb9985d4331af664ef01a65f51395159c");
    EXPECT_EQ(to_hex(additional_key(sik_key, 2).view()), "348df022059159f67b76e86a8d09901e092e14fc");
}

// The same four messages of suite 17: ipmitool at zipmi's vBMC, ipmitool_lanplus_cs17_zipmi-vbmc.pcap.
const Exchange vbmc{.console_session_id = 0xa0a2a3a4,
                    .bmc_session_id = 0xb0a2c2db,
                    .console_random = sixteen("77f0e3fdc8e065749851846ad1d67bf9"),
                    .bmc_random = sixteen("d507d102f5076d32fdbd9ee4a386c9fb"),
                    .bmc_guid = sixteen("44454c4c580010548033b5c04f475131"),
                    .role = 0x14,
                    .user = "root"};

TEST(KeySchedule, OfSuite17IsThatOfARecordedLogin) {
    const auto key = user_key(Hash::sha256, "calvin");
    EXPECT_EQ(to_hex(rakp2_code(key, vbmc).view()), "7ab7ba46cdf81ab29ded82f9b1e34b18339e1e38091edf91a93497a6e3de4296");
    EXPECT_EQ(to_hex(rakp3_code(key, vbmc).view()), "2c0b33167a8b7bf80ef939f5804808ef73fd8228881bc5ca786baf529d272d87");
    const Hmac sik(Hash::sha256, session_integrity_key(key, vbmc).view());
    EXPECT_EQ(to_hex(rakp4_check_value(*find_cipher_suite(17), sik, vbmc).view()), "665dbf48db88a157222f0f639edf41d6");
}

// Salts collected by openwall/john (src/rakp_fmt_plug.c): what RAKP 2 is computed over, and the code.
TEST(KeySchedule, ComputesRakp2OverTheSaltThatJohnKnows) {
    const Exchange calvin{.console_session_id = 0xa0a2a3a4,
                          .bmc_session_id = 0x00000b3f,
                          .console_random = sixteen("94272eb1ba576450b0d98ad10727a9fb"),
                          .bmc_random = sixteen("0ab83616e099e8bf5f7366c9c03d36a3"),
                          .bmc_guid = {},
                          .role = 0x14,
                          .user = "root"};
    EXPECT_EQ(to_hex(rakp2_code(user_key(Hash::sha1, "calvin"), calvin).view()),
              "0ea27d6d5effaa996e5edc855b944e179a2f2434");
    const Exchange hashcat{.console_session_id = 0xf1d6c2b7,
                           .bmc_session_id = 0xe2dc433a,
                           .console_random = sixteen("e44ad120a9cd8a13d0ca23f0414275c0"),
                           .bmc_random = sixteen("bbe1070d2d1299b1c04da0f1a0f1e4e2"),
                           .bmc_guid = sixteen("537300263a2200000000000000000000"),
                           .role = 0x14,
                           .user = "hashcat"};
    EXPECT_EQ(to_hex(rakp2_code(user_key(Hash::sha1, "hashcat"), hashcat).view()),
              "472bdabe2d5d4bffd6add7b3ba79a291d104a9ef");
}

// §13.31: where the BMC has a K_g, the session key hangs on it alone; the proofs of RAKP 2 and 3 stay with the user's.
TEST(KeySchedule, HangsOnKgWhereThereIsOne) {
    const auto with_user_key = session_integrity_key(user_key(Hash::sha1, "calvin"), idrac);
    const auto with_kg = session_integrity_key(user_key(Hash::sha1, "a key of the BMC"), idrac);
    EXPECT_NE(to_hex(with_user_key.view()), to_hex(with_kg.view()));
}

TEST(KeySchedule, HangsOnEveryFieldOfTheExchange) {
    const auto key = user_key(Hash::sha256, "calvin");
    const auto code = to_hex(rakp2_code(key, vbmc).view());
    const auto differs = [&key, &code](const Exchange& other) { return to_hex(rakp2_code(key, other).view()) != code; };
    auto other = vbmc;
    other.console_session_id ^= 1;
    EXPECT_TRUE(differs(other));
    other = vbmc;
    other.bmc_session_id ^= 1;
    EXPECT_TRUE(differs(other));
    other = vbmc;
    other.console_random[15] ^= 1;
    EXPECT_TRUE(differs(other));
    other = vbmc;
    other.bmc_random[15] ^= 1;
    EXPECT_TRUE(differs(other));
    other = vbmc;
    other.bmc_guid[15] ^= 1;
    EXPECT_TRUE(differs(other));
    other = vbmc;
    other.role = 0x04;
    EXPECT_TRUE(differs(other));
    other = vbmc;
    other.user = "roo";
    EXPECT_TRUE(differs(other));
}

TEST(KeySchedule, ShortensTheCheckValueToTheSuite) {
    const Hmac sik(Hash::sha256, as_bytes("any key"));
    for (const auto& suite : cipher_suites())
        EXPECT_EQ(rakp4_check_value(suite, sik, vbmc).view().size(), suite.check_value_size) << int{suite.id};
}

}  // namespace
}  // namespace ipmi::crypto
