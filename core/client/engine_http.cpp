#include "client/engine_http.hpp"

#include <fmt/format.h>
#include <ipmi/engine_socket.hpp>

#include "base/error.hpp"
#include "base/text.hpp"
#include "schema/parse.hpp"

namespace ipmi::client {
namespace {

constexpr std::size_t longest_detail = 400;

std::string detail_of(const std::string& body) {
    const auto json = schema::parse_json(body);
    if (!json || !json->is_object()) return {};
    const auto detail = json->find("detail");
    return detail != json->end() && detail->is_string() ? clean_text(detail->get<std::string>(), longest_detail)
                                                        : std::string();
}

}  // namespace

Result<void> connect(EngineSocket& socket, const std::string& path) {
    if (path.empty() || path.size() > longest_socket_path)
        return fail(Errc::local, fmt::format("a socket's path has 1 to {} bytes", longest_socket_path));
    boost::system::error_code error;
    socket.connect(boost::asio::local::stream_protocol::endpoint(path), error);
    if (!error) return {};
    boost::system::error_code ignored;
    socket.close(ignored);
    // One that may not be asked is not one that is not there.
    if (error == boost::system::errc::permission_denied)
        return fail(Errc::no_privilege, fmt::format("engine: {}: this user may not ask it", path));
    return fail(Errc::unreachable, fmt::format("engine: {}: {} (is bmcscoped running?)", path, error.message()));
}

std::string encoded(std::string_view text) {
    std::string out;
    for (const auto c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
                           (byte >= 'a' && byte <= 'z') || c == '-' || c == '.' || c == '_' || c == '~';
        if (plain)
            out += c;
        else
            out += fmt::format("%{:02X}", byte);
    }
    return out;
}

std::string page(std::string path, Query query) {
    char before = '?';
    for (const auto& [name, value] : query) {
        if (value.empty()) continue;
        path += fmt::format("{}{}={}", before, name, encoded(value));
        before = '&';
    }
    return path;
}

Error refusal_of(unsigned status, const std::string& body) {
    // What a BMC has not done is told with the error itself.
    if (const auto json = schema::parse_json(body); json && json->is_object() && json->contains("error"))
        if (auto error = schema::parse_error((*json)["error"])) return *error;
    const auto detail = detail_of(body);
    return {Errc::local, "engine: " + (detail.empty() ? fmt::format("HTTP {}", status) : detail), {}};
}

}  // namespace ipmi::client
