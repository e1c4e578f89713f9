#include "base/text.hpp"

#include <gtest/gtest.h>

using namespace std::string_literals;

namespace ipmi {
namespace {

TEST(CleanText, RemovesOuterBlanksAndControlCharacters) {
    EXPECT_EQ(clean_text("  CPU1 Temp  "), "CPU1 Temp");
    EXPECT_EQ(clean_text("Fan\0\0\0"s), "Fan");
    EXPECT_EQ(clean_text("a\tb\nc\x7f"), "a b c");
    EXPECT_EQ(clean_text(" \0 "s), "");
    EXPECT_EQ(clean_text(""), "");
}

TEST(CleanText, LetsNoEscapeSequenceThrough) {
    EXPECT_EQ(clean_text("\x1b]0;owned\x07"), "]0;owned");
    // C1 controls, as one Latin 1 byte and as UTF-8: a terminal may take 9Bh for an escape sequence.
    EXPECT_EQ(clean_text("x\x9b"
                         "31m"),
              "x 31m");
    EXPECT_EQ(clean_text("x\xc2\x9b"
                         "31m"),
              "x 31m");
}

TEST(CleanText, KeepsUtf8AndTakesOtherBytesForLatin1) {
    EXPECT_EQ(clean_text("K\xc3\xbchler"), "K\xc3\xbchler");
    EXPECT_EQ(clean_text("K\xfchler"), "K\xc3\xbchler");
    EXPECT_EQ(clean_text("25 \xb0"
                         "C"),
              "25 \xc2\xb0"
              "C");
    EXPECT_EQ(clean_text("\xe2\x82\xac"), "\xe2\x82\xac");
    EXPECT_EQ(clean_text("\xf0\x9f\x94\xa5"), "\xf0\x9f\x94\xa5");
}

// RFC 3629 §3: overlong forms, surrogates and beyond 10FFFFh are no UTF-8; their bytes become Latin 1.
TEST(CleanText, TakesNoMalformedUtf8ForUtf8) {
    for (const auto* raw :
         {"\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\xe2\x82"})
        EXPECT_EQ(clean_text(raw).find(raw), std::string::npos);
    EXPECT_EQ(clean_text("\xc0\xaf"), "\xc3\x80\xc2\xaf");
}

TEST(CleanText, EndsAtTheLimitWithoutCuttingACharacter) {
    EXPECT_EQ(clean_text("abcdef", 4), "abcd");
    EXPECT_EQ(clean_text("abc\xc3\xbc", 4), "abc");
    EXPECT_EQ(clean_text("abc\xfc", 4), "abc");
    EXPECT_EQ(clean_text("abc\xfc", 5), "abc\xc3\xbc");
    EXPECT_EQ(clean_text("abc", 0), "");
    EXPECT_LE(clean_text(std::string(10000, 'x')).size(), 256u);
}

}  // namespace
}  // namespace ipmi
