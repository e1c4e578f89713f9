#include "dropin/freeipmi_config.hpp"

#include <gtest/gtest.h>

namespace plugins::dropin {
namespace {

Access parsed(std::string_view text) {
    auto access = parse_freeipmi_config(text, "ipmi.cfg");
    EXPECT_TRUE(access) << access.error().context;
    return access ? std::move(*access) : Access{};
}

std::string problem(std::string_view text) {
    const auto access = parse_freeipmi_config(text, "ipmi.cfg");
    return access ? "none" : access.error().context;
}

TEST(FreeIpmiConfig, ReadsWhoLogsIn) {
    const auto access = parsed(
        "# for checks\nusername monitor\n\npassword\t yourpassword\nPrivilege-Level USER\n"
        "cipher-suite-id 17\nsession-timeout 15000\ndriver-type LAN_2_0\n");
    EXPECT_EQ(access.user, "monitor");
    EXPECT_EQ(access.password->reveal(), "yourpassword");
    EXPECT_EQ(access.privilege, ipmi::Privilege::user);
    EXPECT_EQ(access.cipher_suite, 17);
    EXPECT_EQ(access.session_timeout, std::chrono::seconds(15));
}

TEST(FreeIpmiConfig, TakesQuotesAndBackslashesAsFreeIpmiDoes) {
    EXPECT_EQ(parsed("password \"two words\"  # comment").password->reveal(), "two words");
    EXPECT_EQ(parsed("password a\\#b\\\"c\\\\d").password->reveal(), "a#b\"c\\d");
    EXPECT_EQ(parsed("password \"\"").password->reveal(), "");
}

TEST(FreeIpmiConfig, ReadsAKeyAsTextOrAsBytes) {
    EXPECT_EQ(parsed("k_g key").kg->reveal(), "key");
    EXPECT_EQ(parsed("k_g 0x6b00ff").kg->reveal(), std::string_view("k\0\xff", 3));
    EXPECT_NE(problem("k_g 0x6"), "none");
    EXPECT_NE(problem("k_g 0xzz"), "none");
    EXPECT_NE(problem("k_g 012345678901234567890"), "none");
}

TEST(FreeIpmiConfig, LetsIpmiSensorsWinOverTheGeneralSetting) {
    EXPECT_EQ(parsed("ipmi-sensors-username special\nusername general").user, "special");
    EXPECT_EQ(parsed("username general\nipmi-sel-username other\nipmiconsole-username x").user, "general");
}

TEST(FreeIpmiConfig, SaysWhatIsIgnoredAndWhy) {
    const auto access =
        parsed("workaround-flags opensesspriv authcap\nretransmission-timeout 500\nipmi-sensors-quiet-readings on");
    ASSERT_EQ(access.notes.size(), 3u);
    EXPECT_EQ(access.notes[0], "workaround-flags is ignored: what a BMC does wrong is found by its symptom");
}

TEST(FreeIpmiConfig, NamesTheLineAndNeverThePassword) {
    EXPECT_EQ(problem("username a\npasswort secret"), "ipmi.cfg:2: 'passwort' is no setting that is known here");
    EXPECT_EQ(problem("password secret secret2").find("secret"), std::string::npos);
    EXPECT_EQ(problem("password \"secret").find("secret"), std::string::npos);
    EXPECT_NE(problem("password"), "none");
    EXPECT_EQ(problem("password 123456789012345678901"), "ipmi.cfg:1: password: at most 20 bytes");
}

TEST(FreeIpmiConfig, RefusesWhatIsNotCarried) {
    EXPECT_NE(problem("driver-type LAN").find("IPMI 1.5"), std::string::npos);
    EXPECT_NE(problem("driver-type KCS").find("not carried"), std::string::npos);
    EXPECT_NE(problem("cipher-suite-id 0").find("without a password"), std::string::npos);
    EXPECT_NE(problem("privilege-level root").find("invalid"), std::string::npos);
}

TEST(FreeIpmiConfig, NamesAFileThatIsNotThere) {
    const auto access = read_freeipmi_config("/nonexistent/ipmi.cfg");
    ASSERT_FALSE(access);
    EXPECT_EQ(access.error().context, "/nonexistent/ipmi.cfg: No such file or directory");
    EXPECT_FALSE(read_freeipmi_config("/")) << "a folder";
}

}  // namespace
}  // namespace plugins::dropin
