#include "api/openapi.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "api/routes.hpp"
#include "api/words_of_answers.hpp"
#include "unit/api/asked_engine.hpp"

namespace ipmi::api {
namespace {

bool is_word(std::string_view word) {
    return std::ranges::any_of(words_of_answers(), [word](const AnswerWord& row) { return row.name == word; });
}

TEST(OpenApi, KnowsWhatEachPageTells) {
    for (const auto& route : routes()) {
        SCOPED_TRACE(std::string(route.method) + " " + std::string(route.path));
        EXPECT_TRUE(!route.answer.empty() || !route.also.empty()) << "its row does not say what it answers";
        EXPECT_TRUE(route.about.ends_with('.')) << "its row has no sentence about it";
        for (const auto word : {route.answer, route.body}) EXPECT_TRUE(word.empty() || is_word(word)) << word;
        for (const auto& parameter : route.parameters) EXPECT_TRUE(parameter.about.ends_with('.')) << parameter.name;
    }
}

TEST(OpenApi, RefersToNothingThatIsNotThere) {
    const auto document = openapi(routes());
    const auto flat = document.flatten();
    std::size_t references = 0;
    for (const auto& member : flat.items()) {
        if (!member.key().ends_with("/$ref")) continue;
        ++references;
        const auto to = member.value().get<std::string>();
        ASSERT_TRUE(to.starts_with("#/")) << to;
        EXPECT_TRUE(document.contains(schema::Json::json_pointer(to.substr(1)))) << to;
    }
    EXPECT_GT(references, 50u);
}

TEST(OpenApi, TellsMembersListsChoicesAndWhatMayBeMissing) {
    const auto document = openapi(routes());
    const auto& words = document["components"]["schemas"];
    const auto& incident = words["Incident"];
    EXPECT_EQ(incident["properties"]["sources"]["items"]["type"], "string");
    EXPECT_EQ(incident["properties"]["acknowledged"]["$ref"], "#/components/schemas/Acknowledgement");
    const auto& required = incident["required"];
    EXPECT_NE(std::find(required.begin(), required.end(), "raised"), required.end());
    EXPECT_EQ(std::find(required.begin(), required.end(), "cleared"), required.end());
    EXPECT_EQ(words["Reach"]["enum"][2], "not asked yet");
    EXPECT_TRUE(words["HostSensors"]["properties"].contains("lamp")) << "the summary's members are its own";
    const auto& path = document["paths"]["/v1/incidents/{id}/ack"]["post"];
    EXPECT_EQ(path["parameters"][0]["in"], "path");
    EXPECT_TRUE(path.contains("requestBody"));
}

TEST_F(AskedEngine, ServesItsOwnDescription) {
    const auto told = json(ask("GET", "/v1/openapi.json"));
    EXPECT_EQ(told["openapi"], "3.1.0");
    EXPECT_EQ(told, nlohmann::json::parse(schema::line(openapi(routes()))));
    EXPECT_TRUE(told["paths"].contains("/metrics"));
}

}  // namespace
}  // namespace ipmi::api
