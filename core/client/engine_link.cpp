#include "client/engine_link.hpp"

#include <fmt/format.h>
#include <ipmi/engine_socket.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <optional>

#include "base/error.hpp"
#include "schema/parse.hpp"

namespace ipmi::client {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using Local = asio::local::stream_protocol;

constexpr std::uint64_t largest_answer = 64 * 1024 * 1024;

/// RFC 3986, §2.3: unreserved characters stay.
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

/// What a problem says of itself (RFC 9457).
std::string detail_of(const std::string& body) {
    const auto json = schema::parse_json(body);
    if (!json || !json->is_object()) return {};
    const auto detail = json->find("detail");
    return detail != json->end() && detail->is_string() ? detail->get<std::string>() : std::string();
}

}  // namespace

class EngineLink::Impl {
public:
    explicit Impl(std::string path) : path_(std::move(path)), socket_(loop_) {}

    Result<std::string> get(const std::string& path, std::chrono::milliseconds timeout) {
        const auto until = Clock::now() + timeout;
        const bool kept = socket_.is_open();
        auto body = ask(path, until);
        // The engine may have closed a connection that was kept; a question can be asked twice.
        if (!body && kept && body.error().code == Errc::unreachable) body = ask(path, until);
        return body;
    }

private:
    Result<void> connect() {
        if (socket_.is_open()) return {};
        if (path_.size() > longest_socket_path)
            return fail(Errc::local, fmt::format("a socket's path has at most {} bytes", longest_socket_path));
        boost::system::error_code error;
        socket_.connect(Local::endpoint(path_), error);
        if (!error) return {};
        socket_.close();
        return fail(Errc::unreachable, fmt::format("engine: {}: {} (is bmcscoped running, and may this user ask it?)",
                                                   path_, error.message()));
    }

    Result<std::string> ask(const std::string& path, Time until) {
        if (auto connected = connect(); !connected) return std::unexpected(connected.error());
        http::request<http::empty_body> request(http::verb::get, path, 11);
        request.set(http::field::host, "localhost");
        boost::beast::flat_buffer buffer;
        http::response_parser<http::string_body> parser;
        parser.body_limit(largest_answer);
        std::optional<boost::system::error_code> outcome;
        http::async_write(socket_, request, [&](boost::system::error_code error, std::size_t) {
            if (error) {
                outcome = error;
                return;
            }
            http::async_read(socket_, buffer, parser,
                             [&](boost::system::error_code read, std::size_t) { outcome = read; });
        });
        loop_.restart();
        loop_.run_until(until);
        if (!outcome) {
            boost::system::error_code ignored;
            socket_.close(ignored);
            loop_.restart();
            loop_.run();  // what was begun ends before what it writes to
            return fail(Errc::timeout, "engine: no answer in time");
        }
        if (*outcome) {
            const auto text = outcome->message();
            const bool gone = *outcome == http::error::end_of_stream || *outcome == asio::error::broken_pipe ||
                              *outcome == asio::error::connection_reset || *outcome == asio::error::eof;
            boost::system::error_code ignored;
            socket_.close(ignored);
            return fail(gone ? Errc::unreachable : Errc::malformed, "engine: " + text);
        }
        auto response = parser.release();
        if (!response.keep_alive()) {
            boost::system::error_code ignored;
            socket_.close(ignored);
        }
        if (response.result() == http::status::ok) return std::move(response.body());
        const auto detail = detail_of(response.body());
        return fail(Errc::local,
                    "engine: " + (detail.empty() ? fmt::format("HTTP {}", response.result_int()) : detail));
    }

    std::string path_;
    asio::io_context loop_{1};
    Local::socket socket_;
};

EngineLink::EngineLink(std::string socket) : impl_(std::make_unique<Impl>(std::move(socket))) {}
EngineLink::~EngineLink() = default;

Result<std::string> EngineLink::get(const std::string& path, std::chrono::milliseconds timeout) {
    return impl_->get(path, timeout);
}

Result<HostReport> sensors_of(EngineLink& engine, std::string_view host, std::chrono::milliseconds timeout) {
    const auto body = engine.get(fmt::format("/v1/hosts/{}/sensors", encoded(host)), timeout);
    if (!body) return std::unexpected(body.error());
    const auto json = schema::parse_json(*body);
    if (!json) return std::unexpected(within("engine", json.error()));
    if (json->contains("error")) {
        auto why = schema::parse_error((*json)["error"]);
        if (!why) return std::unexpected(within("engine", why.error()));
        return std::unexpected(*why);
    }
    if (!json->contains("report") || !json->contains("read") || !(*json)["read"].is_string())
        return fail(Errc::local, "engine: this host has not been read yet");
    auto report = schema::parse_sensor_report((*json)["report"]);
    if (!report) return std::unexpected(within("engine", report.error()));
    const auto read = schema::parse_time((*json)["read"].get<std::string>());
    if (!read) return std::unexpected(within("engine", read.error()));
    HostReport host_report;
    host_report.statistics = report->statistics;
    host_report.warnings = report->warnings;
    host_report.read = *read;
    host_report.sensors = std::move(*report);
    return host_report;
}

}  // namespace ipmi::client
