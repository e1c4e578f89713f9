// Members of a JSON object that somebody else has written, each checked when it is taken. For the files of this folder
// that read: these throw among themselves, and checked() makes a Result of it.
#pragma once

#include <ipmi/severity.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <concepts>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/hex.hpp"
#include "base/text.hpp"
#include "schema/parse.hpp"
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

/// A number that T cannot hold is refused; the library would cut it, and take true for 1.
template <class T>
bool fits(const Json& member) {
    if constexpr (std::same_as<T, bool>)
        return member.is_boolean();
    else if constexpr (std::integral<T>)
        return member.is_number_unsigned() ? std::in_range<T>(member.get<std::uint64_t>())
                                           : member.is_number_integer() && std::in_range<T>(member.get<std::int64_t>());
    else if constexpr (std::floating_point<T>)
        return member.is_number();
    else
        return true;
}

template <class T>
T value_of(const Json& json, const char* name) {
    const auto& member = need(json, name);
    if (!fits<T>(member)) throw Wrong{fmt::format("\"{}\" is of the wrong kind or too large", name)};
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

constexpr std::size_t longest_text = 4096;

/// Safe to show; empty where the member is missing.
inline std::string safe_text_of(const Json& json, const char* name) {
    return clean_text(text_of(json, name), longest_text);
}

/// "warnings" and the like: a list of texts, safe to show.
inline std::vector<std::string> safe_texts_of(const Json& json, const char* name) {
    auto texts = value_of<std::vector<std::string>>(json, name);
    for (auto& text : texts) text = clean_text(text, longest_text);
    return texts;
}

/// A member that is a list.
inline const Json& list_of(const Json& json, const char* name) {
    const auto& list = need(json, name);
    if (!list.is_array()) throw Wrong{fmt::format("\"{}\" is no list", name)};
    return list;
}

inline WallTime time_of(const Json& json, const char* name) {
    const auto time = parse_time(value_of<std::string>(json, name));
    if (!time) throw Wrong{fmt::format("\"{}\": {}", name, time.error().context)};
    return *time;
}

inline std::optional<WallTime> maybe_time_of(const Json& json, const char* name) {
    if (!json.contains(name)) return std::nullopt;
    return time_of(json, name);
}

/// Raw bytes, in hexadecimal.
inline Bytes raw_bytes_of(const Json& json, const char* name) {
    auto bytes = from_hex(value_of<std::string>(json, name));
    if (!bytes) throw Wrong{fmt::format("\"{}\" is {}", name, bytes.error().context)};
    return std::move(*bytes);
}

/// So many of them.
template <std::size_t size>
std::array<std::uint8_t, size> raw_array_of(const Json& json, const char* name) {
    const auto bytes = raw_bytes_of(json, name);
    std::array<std::uint8_t, size> array{};
    if (bytes.size() != size) throw Wrong{fmt::format("\"{}\" is not {} bytes", name, size)};
    std::copy(bytes.begin(), bytes.end(), array.begin());
    return array;
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

/// What form(PollStatistics) has told.
PollStatistics statistics_of(const Json& json);

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
