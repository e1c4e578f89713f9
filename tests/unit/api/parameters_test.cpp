#include "api/parameters.hpp"

#include <gtest/gtest.h>

#include <array>

namespace ipmi::api {
namespace {

constexpr std::array known{
    Parameter{"set", "hosts"},
    Parameter{"limit", "how many", Parameter::Kind::number, 1},
    Parameter{"state", "which", Parameter::Kind::choice, 0, "open|all"},
};

std::string refusal(std::string_view target) {
    const auto parameters = Parameters::parse(target, known);
    return parameters ? std::string() : parameters.error();
}

TEST(Parameters, AreDecodedAndChecked) {
    const auto parameters = Parameters::parse("/v1/x?set=%40rack1%2C%21web%5B07%5D+a&limit=12&&state=open", known);
    ASSERT_TRUE(parameters);
    EXPECT_EQ(parameters->text("set"), "@rack1,!web[07]+a");
    EXPECT_EQ(parameters->number("limit"), 12u);
    EXPECT_EQ(parameters->text("state"), "open");
}

TEST(Parameters, ThatAreNotGivenAreEmpty) {
    for (const auto* target : {"/v1/x", "/v1/x?", "/v1/x?&"}) {
        const auto parameters = Parameters::parse(target, known);
        ASSERT_TRUE(parameters) << target;
        EXPECT_EQ(parameters->text("set"), std::nullopt);
        EXPECT_EQ(parameters->number("limit"), std::nullopt);
    }
}

TEST(Parameters, ThatMakeNoSenseAreRefusedInWords) {
    EXPECT_EQ(refusal("/?sett=a"), "there is no parameter 'sett': this page takes set, limit, state");
    EXPECT_EQ(refusal("/?limit=0"), "limit is a whole number from 1: not '0'");
    EXPECT_EQ(refusal("/?state=ope"), "state is one of open, all: not 'ope'");
    EXPECT_EQ(refusal("/?set=a&set=b"), "set is given twice");
    for (const auto* target : {"/?limit", "/?limit=", "/?limit=-1", "/?limit=1x", "/?limit=99999999999999999999",
                               "/?set=%", "/?%zz=1", "/?state=", "/?state=open|all"})
        EXPECT_NE(refusal(target), "") << target;
}

}  // namespace
}  // namespace ipmi::api
