// The path of a request taken apart, and compared with the paths that there are.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ipmi::api {

using Segments = std::vector<std::string>;

/// "/v1/hosts/web%2001?x=y" -> "v1", "hosts", "web 01": percent-decoded (RFC 3986, §2.1), without the query.
/// Errors: in words; it does not begin with '/', a segment is empty, a % is not followed by two hexadecimal digits.
std::expected<Segments, std::string> parse_path(std::string_view target);

/// Percent-decoded. Errors: in words; a % is not followed by two hexadecimal digits.
std::expected<std::string, std::string> decoded(std::string_view text);

/// What stands in the place of each "{…}" of `pattern` ("/v1/hosts/{host}"); empty: it does not match.
std::optional<std::vector<std::string>> match(std::string_view pattern, const Segments& segments);

}  // namespace ipmi::api
