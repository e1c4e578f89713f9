// What is told as JSON, read, and told again is the same text; and what is hostile is refused in words.
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "schema/parse.hpp"

namespace ipmi::schema {

/// As it is after its way through text. The expectation fails where it would be told otherwise than before.
template <class T, class Form>
std::optional<T> there_and_back(const T& before, Result<T> (*parse)(const Json&), const Form& tell) {
    const auto told = line(tell(before));
    const auto after = parse(*parse_json(told));
    EXPECT_TRUE(after.has_value()) << (after ? "" : after.error().context) << "\n" << told;
    if (!after) return std::nullopt;
    EXPECT_EQ(line(tell(*after)), told);
    return *after;
}

/// Each member of `whole`, at every depth, is taken away, and replaced by what it cannot be: never a crash, and each
/// refusal says why. Returns how many were refused.
template <class T>
std::size_t mutilate(const Json& whole, Result<T> (*parse)(const Json&)) {
    std::size_t refused = 0;
    const auto flat = whole.flatten();
    const auto look = [&](const Json& wrong) {
        const auto read = parse(wrong);
        if (read) return;
        ++refused;
        EXPECT_EQ(read.error().code, Errc::malformed);
        EXPECT_FALSE(read.error().context.empty());
    };
    for (const auto& member : flat.items()) {
        for (Json::json_pointer at(member.key()); !at.empty(); at.pop_back()) {
            for (const auto& value :
                 {Json(), Json(-1), Json(1e300), Json(18446744073709551615u), Json(true), Json("\xff\n"),
                  Json("9999-12-31T23:59:59Z"), Json::array({Json::array()}), Json::object()}) {
                auto wrong = whole;
                wrong[at] = value;
                look(wrong);
            }
            auto less = whole;
            auto& parent = less[at.parent_pointer()];
            if (!parent.is_object()) continue;
            parent.erase(at.back());
            look(less);
        }
    }
    for (const auto* text : {"{}", "[]", "7", "null", "\"x\""}) {
        EXPECT_FALSE(parse(*parse_json(text))) << text;
    }
    return refused;
}

}  // namespace ipmi::schema
