// What every conversation with an engine shares: the socket it is asked on, pages with their queries, what a refusal
// says of itself.
#pragma once

#include <ipmi/result.hpp>

#include <boost/asio/local/stream_protocol.hpp>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace ipmi::client {

using EngineSocket = boost::asio::local::stream_protocol::socket;

/// Errors: unreachable (nobody listens there, or it may not be asked), local (no path for a socket).
Result<void> connect(EngineSocket& socket, const std::string& path);

/// "web%5B1-2%5D": all but RFC 3986's unreserved characters (§2.3) percent-encoded.
std::string encoded(std::string_view text);

/// "/v1/events?after=5&set=web01"; what has an empty value is left out.
using Query = std::initializer_list<std::pair<std::string_view, std::string>>;
std::string page(std::string path, Query query);

/// A refusal in the engine's words (RFC 9457), or its number where it gives none: local.
Error refusal_of(unsigned status, const std::string& body);

}  // namespace ipmi::client
