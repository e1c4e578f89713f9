#include "base/error.hpp"

#include <gtest/gtest.h>

#include <set>

namespace ipmi {
namespace {

TEST(Error, OfARefusalNamesCommandReasonAndCode) {
    const auto error = refused("Get SDR", 0xc5).error();
    EXPECT_EQ(error.code, Errc::completion_code);
    EXPECT_EQ(error.completion, 0xc5);
    EXPECT_EQ(error.context, "Get SDR: reservation cancelled or invalid reservation id (C5h)");
}

TEST(Error, GetsItsPlaceInFront) {
    EXPECT_EQ(within("web-12", malformed("SDR header").error()).context, "web-12: SDR header");
    EXPECT_EQ(within("web-12", Error{}).context, "web-12");
    EXPECT_EQ(within("web-12", refused("Get SDR", 0xc5).error()).completion, 0xc5);
}

TEST(CompletionText, KnowsEveryCodeAndItsRange) {
    for (unsigned code = 0; code < 256; ++code)
        EXPECT_STRNE(completion_text(static_cast<std::uint8_t>(code)), "") << code;
    EXPECT_STREQ(completion_text(0x01), "device-specific (OEM) code");
    EXPECT_STREQ(completion_text(0x7e), "device-specific (OEM) code");
    EXPECT_STREQ(completion_text(0x80), "command-specific code");
    EXPECT_STREQ(completion_text(0xbe), "command-specific code");
    EXPECT_STREQ(completion_text(0xd7), "reserved code");
}

TEST(Errc, HasANameOfItsOwnForEach) {
    std::set<std::string> names;
    for (auto code = Errc::unset; code <= Errc::local; code = static_cast<Errc>(static_cast<int>(code) + 1))
        EXPECT_TRUE(names.insert(to_string(code)).second) << to_string(code);
}

TEST(Error, OfATimeOutTellsWhetherThePeerWasHeard) {
    EXPECT_FALSE(has_answered({Errc::timeout, "Open Session: no answer", {}}));
    EXPECT_TRUE(has_answered({Errc::timeout, "RAKP 1: no answer, though the BMC answered before", {}}));
    EXPECT_TRUE(has_answered({Errc::timeout, "request: no answer before the time limit", {}}));
    EXPECT_FALSE(has_answered({Errc::busy, "no answer before the time limit", {}}));
}

TEST(Error, OfARefusalTellsWhetherPrivilegeIsMissing) {
    EXPECT_TRUE(lacks_privilege({Errc::completion_code, "", 0xd4}));
    EXPECT_FALSE(lacks_privilege({Errc::completion_code, "", 0xd5}));
    EXPECT_FALSE(lacks_privilege({Errc::timeout, "", {}}));
}

}  // namespace
}  // namespace ipmi
