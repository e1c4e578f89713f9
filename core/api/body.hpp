// What was sent with a question, read as JSON.
#pragma once

#include <expected>
#include <string>

#include "schema/members.hpp"

namespace ipmi::api {

/// As `make` reads it, which may throw schema::Wrong. Errors: in words what is wrong with it.
template <class T>
std::expected<T, std::string> parse_body(T (*make)(const schema::Json&), const std::string& body) {
    const auto json = schema::Json::parse(body, nullptr, false);
    if (json.is_discarded()) return std::unexpected("the body is no JSON");
    auto made = schema::checked(make, json);
    if (!made) return std::unexpected(made.error().context);
    return *made;
}

}  // namespace ipmi::api
