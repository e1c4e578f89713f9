// What all JSON forms share: names are the words of DESIGN in snake_case, units in the name or beside it, raw bytes in
// hexadecimal beside the decode, a reason where a value is missing, times in RFC 3339, UTC.
#pragma once

#include <ipmi/result.hpp>

#include <nlohmann/json.hpp>

#include "base/bytes.hpp"
#include "base/clock.hpp"

namespace ipmi::schema {

/// Keeps the order in which members were put: what matters comes first.
using Json = nlohmann::ordered_json;

/// An object with room for so many members: without it, each time it grows all names in it are copied.
Json object(std::size_t members);

/// "2026-11-24T04:31:07Z"; with milliseconds "2026-11-24T04:31:07.250Z".
std::string time_text(std::chrono::sys_seconds time);
std::string time_text(WallTime time);

/// {"code": "timeout", "context": "…", "completion": 203}
Json form(const Error& error);

/// One host's answer as one object: {"host": …, "time": …, <members>}, or {"host": …, "time": …, "error": {…}}.
Json host_form(std::string_view host, WallTime time, Result<Json> answer);
/// The same as one line without a line end, where the members are written already: `object` is "{…}", not empty.
std::string host_line(std::string_view host, WallTime time, std::string_view object);

/// One line of text without a line end. Bytes that are not UTF-8 are replaced, never an exception.
std::string line(const Json& json);

/// "0.5" stays 0.5: rounded to as many digits as a sensor can mean, so that 2.9000000000000004 is 2.9.
double rounded(double value);

/// Puts a member only where there is a value.
template <class T>
void put(Json& json, const char* name, const std::optional<T>& value) {
    if (value) json[name] = *value;
}
inline void put(Json& json, const char* name, const std::optional<double>& value) {
    if (value) json[name] = rounded(*value);
}
inline void put(Json& json, const char* name, const std::string& text) {
    if (!text.empty()) json[name] = text;
}

}  // namespace ipmi::schema
