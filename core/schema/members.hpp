// Members of a JSON object that somebody else has written, each checked when it is taken. For the files of this folder
// that read: these throw among themselves, and checked() makes a Result of it.
#pragma once

#include <ipmi/severity.hpp>

#include <fmt/format.h>

#include <optional>
#include <string>

#include "base/error.hpp"
#include "schema/values.hpp"

namespace ipmi::schema {

/// Thrown by the helpers below, caught by checked().
struct Wrong {
    std::string what;
};

/// A member that must be there.
inline const Json& need(const Json& json, const char* name) {
    const auto at = json.is_object() ? json.find(name) : json.end();
    if (!json.is_object() || at == json.end()) throw Wrong{fmt::format("\"{}\" is missing", name)};
    return *at;
}

template <class T>
T value_of(const Json& json, const char* name) {
    const auto& member = need(json, name);
    try {
        return member.get<T>();
    } catch (const Json::exception&) {
        throw Wrong{fmt::format("\"{}\" is of the wrong kind", name)};
    }
}

/// Empty where the member is missing.
template <class T>
std::optional<T> maybe(const Json& json, const char* name) {
    if (!json.is_object() || !json.contains(name)) return std::nullopt;
    return value_of<T>(json, name);
}

/// Empty where the member is missing.
inline std::string text_of(const Json& json, const char* name) {
    return maybe<std::string>(json, name).value_or("");
}

/// The enumerator whose word this is; `last` is the last there is.
template <class Enum>
Enum word_of(const std::string& text, Enum last, const char* name) {
    for (int i = 0; i <= static_cast<int>(last); ++i)
        if (text == to_string(static_cast<Enum>(i))) return static_cast<Enum>(i);
    throw Wrong{fmt::format("\"{}\": '{}' is no word of it", name, text.substr(0, 40))};
}

/// Its "severity".
inline Severity severity_of(const Json& json) {
    return word_of(value_of<std::string>(json, "severity"), Severity::unknown, "severity");
}

/// Errors: malformed, with the member that makes no sense.
template <class T>
Result<T> checked(T (*make)(const Json&), const Json& json) {
    try {
        return make(json);
    } catch (const Wrong& wrong) {
        return malformed(wrong.what);
    }
}

}  // namespace ipmi::schema
