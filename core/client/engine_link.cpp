#include "client/engine_link.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <optional>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "client/engine_http.hpp"

namespace ipmi::client {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;

constexpr std::size_t largest_line = 1024 * 1024;
constexpr std::uint64_t largest_answer = 64 * 1024 * 1024;

using Request = http::request<http::string_body>;

Request request_for(http::verb verb, const std::string& page, std::string body) {
    Request request(verb, page, 11);
    request.set(http::field::host, "localhost");
    request.set(http::field::accept, "application/json");
    if (verb == http::verb::get) return request;
    request.set(http::field::content_type, "application/json");
    request.body() = std::move(body);
    request.prepare_payload();
    return request;
}

}  // namespace

class EngineLink::Impl {
public:
    explicit Impl(std::string path) : path_(std::move(path)), socket_(loop_) {}

    Result<std::string> get(const std::string& page, std::chrono::milliseconds timeout) {
        const auto until = Clock::now() + timeout;
        const auto request = request_for(http::verb::get, page, {});
        const bool kept = socket_.is_open();
        auto body = ask(request, until);
        // The engine may have closed a connection that was kept; a question can be asked twice.
        if (!body && kept && body.error().code == Errc::unreachable) body = ask(request, until);
        return body;
    }

    Result<std::string> post(const std::string& page, std::string body, std::chrono::milliseconds timeout) {
        close();  // of a kept connection that ends meanwhile nobody could say whether this was heard
        return ask(request_for(http::verb::post, page, std::move(body)), Clock::now() + timeout);
    }

    Result<void> post(const std::string& page, std::string body, std::chrono::milliseconds timeout,
                      const OnLine& on_line) {
        close();
        std::string rest;
        const auto take = [&rest, &on_line](std::string_view text) {
            rest += text;
            for (auto end = rest.find('\n'); end != rest.npos; end = rest.find('\n')) {
                if (end > 0) on_line(std::string_view(rest).substr(0, end));
                rest.erase(0, end + 1);
            }
            return rest.size() <= largest_line;
        };
        const auto request = request_for(http::verb::post, page, std::move(body));
        const auto done = ask(request, Clock::now() + timeout, take);
        if (!done) return std::unexpected(done.error());
        return {};
    }

    [[nodiscard]] const std::string& path() const { return path_; }

private:
    void close() {
        boost::system::error_code ignored;
        socket_.close(ignored);
    }

    /// False: nobody wants more.
    using OnText = std::function<bool(std::string_view)>;

    /// `on_text`: is given an answer that comes in chunks, in place of the body.
    Result<std::string> ask(const Request& request, Time until, const OnText& on_text = {}) {
        if (!socket_.is_open())
            if (auto connected = connect(socket_, path_); !connected) return std::unexpected(connected.error());
        boost::beast::flat_buffer buffer;
        http::response_parser<http::string_body> parser;
        parser.body_limit(largest_answer);
        auto on_chunk = [&on_text](std::uint64_t, std::string_view text, boost::system::error_code& error) {
            if (!on_text(text)) error = http::error::body_limit;
            return text.size();
        };
        if (on_text) parser.on_chunk_body(on_chunk);
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
            close();
            loop_.restart();
            loop_.run();  // what was begun ends before what it writes to
            return fail(Errc::timeout, "engine: no answer in time");
        }
        if (*outcome) {
            const auto text = outcome->message();
            const bool gone = *outcome == http::error::end_of_stream || *outcome == asio::error::broken_pipe ||
                              *outcome == asio::error::connection_reset || *outcome == asio::error::eof;
            close();
            return fail(gone ? Errc::unreachable : Errc::malformed, "engine: " + text);
        }
        auto response = parser.release();
        if (!response.keep_alive()) close();
        if (response.result() == http::status::ok) return std::move(response.body());
        return std::unexpected(refusal_of(response.result_int(), response.body()));
    }

    std::string path_;
    asio::io_context loop_{1};
    EngineSocket socket_;
};

EngineLink::EngineLink(std::string socket) : impl_(std::make_unique<Impl>(std::move(socket))) {}
EngineLink::~EngineLink() = default;

Result<std::string> EngineLink::get(const std::string& page, std::chrono::milliseconds timeout) {
    return impl_->get(page, timeout);
}

Result<std::string> EngineLink::post(const std::string& page, std::string body, std::chrono::milliseconds timeout) {
    return impl_->post(page, std::move(body), timeout);
}

Result<void> EngineLink::post(const std::string& page, std::string body, std::chrono::milliseconds timeout,
                              const OnLine& on_line) {
    return impl_->post(page, std::move(body), timeout, on_line);
}

const std::string& EngineLink::socket() const {
    return impl_->path();
}

}  // namespace ipmi::client
