#include "api/server.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>
#include <ipmi/engine_socket.hpp>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <set>
#include <thread>

#include "api/places.hpp"
#include "base/error.hpp"

namespace ipmi::api {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using Local = asio::local::stream_protocol;
using Connection = beast::basic_stream<Local>;

constexpr auto token = asio::as_tuple(asio::use_awaitable);
constexpr auto patience = std::chrono::seconds(30);  // with a client that says nothing
constexpr PlaceLimits connection_limits{256, 64, 32};
// Whoever follows with as many as he may can still ask.
constexpr PlaceLimits stream_limits{128, 48, 16};
// For those without a place, who are told so.
constexpr PlaceLimits door_limits{32, 8, 8};
constexpr auto patience_at_the_door = std::chrono::seconds(2);
constexpr auto keep_alive_every = std::chrono::seconds(15);
constexpr auto look_again_every = std::chrono::seconds(1);  ///< an answer that waits may have a limit of its own
constexpr std::uint32_t largest_head = 16 * 1024;
constexpr std::uint64_t largest_body = 64 * 1024;

bool answers(const std::string& path) {
    asio::io_context loop;
    Local::socket probe(loop);
    boost::system::error_code error;
    probe.connect(Local::endpoint(path), error);
    return !error;
}

Caller caller_of(Local::socket& socket) {
    ucred credentials{};
    socklen_t size = sizeof(credentials);
    if (::getsockopt(socket.native_handle(), SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0) return {};
    return {credentials.uid, credentials.gid, credentials.pid};
}

Question question_of(const http::request<http::string_body>& request, const Caller& caller) {
    Question question;
    question.method = request.method_string();
    question.target = request.target();
    question.body = request.body();
    question.accept = request[http::field::accept];
    question.last_event_id = request["Last-Event-ID"];
    question.if_none_match = request[http::field::if_none_match];
    const auto other = request.find("Bmcscope-For");
    question.acts_for_other = other != request.end();
    if (question.acts_for_other) question.on_behalf_of = other->value();
    question.caller = caller;
    return question;
}

/// Closed altogether: one that only says nothing more, as `nc -N` does, still listens.
bool has_gone(Local::socket& socket) {
    pollfd seen{socket.native_handle(), 0, 0};
    return ::poll(&seen, 1, 0) > 0 && (seen.revents & (POLLHUP | POLLERR)) != 0;
}

http::response<http::string_body> response_of(Answer answer, unsigned version, bool keep_alive) {
    http::response<http::string_body> response(static_cast<http::status>(answer.status), version);
    response.set(http::field::server, "bmcscoped");
    response.set(http::field::content_type, answer.content_type);
    // What has a tag may be kept, and is asked for again each time.
    response.set(http::field::cache_control, answer.etag.empty() ? "no-store" : "no-cache");
    if (!answer.etag.empty()) response.set(http::field::etag, answer.etag);
    if (!answer.allow.empty()) response.set(http::field::allow, answer.allow);
    response.keep_alive(keep_alive);
    response.body() = std::move(answer.body);
    if (response.result() != http::status::not_modified) response.prepare_payload();
    return response;
}

http::response<http::empty_body> head_of(const Answer& answer, unsigned version, bool keep_alive) {
    http::response<http::empty_body> head(static_cast<http::status>(answer.status), version);
    head.set(http::field::server, "bmcscoped");
    head.set(http::field::content_type, answer.content_type);
    head.set(http::field::cache_control, answer.etag.empty() ? "no-store" : "no-cache");
    if (!answer.etag.empty()) head.set(http::field::etag, answer.etag);
    head.keep_alive(keep_alive);
    head.chunked(version >= 11);
    return head;
}

}  // namespace

class Server::Impl {
public:
    Impl(std::string path, Respond respond, ServerCounters& counters)
        : path_(std::move(path)), respond_(std::move(respond)), counters_(counters), acceptor_(loop_) {}

    Result<void> listen(unsigned mode) {
        boost::system::error_code error;
        const auto mask = ::umask(0777 & ~mode);
        acceptor_.open(Local(), error);
        if (!error) acceptor_.bind(Local::endpoint(path_), error);
        if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
        ::umask(mask);
        if (error) return fail(Errc::local, fmt::format("{}: {}", path_, error.message()));
        bound_ = true;
        return {};
    }

    void serve() {
        asio::co_spawn(loop_, accept(), asio::detached);
        thread_ = std::thread([this] { loop_.run(); });
    }

    ~Impl() {
        loop_.stop();
        if (thread_.joinable()) thread_.join();
        if (bound_) ::unlink(path_.c_str());
    }
    void wake() {
        asio::post(loop_, [this] {
            ++wakes_;
            for (auto* pause : waiting_) pause->cancel();
        });
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

private:
    asio::awaitable<void> accept() {
        for (;;) {
            auto [error, socket] = co_await acceptor_.async_accept(token);
            if (error == asio::error::operation_aborted) co_return;
            if (error) {  // no descriptor left: the next attempt would fail at once, and the next
                asio::steady_timer pause(loop_, std::chrono::milliseconds(100));
                co_await pause.async_wait(token);
                continue;
            }
            const auto caller = caller_of(socket);
            Connection connection(std::move(socket));
            // Whatever throws in there ends its connection and gives its place back.
            if (auto place = connections_.take(caller)) {
                asio::co_spawn(loop_, serve(std::move(connection), caller, std::move(*place)), asio::detached);
            } else if (auto at_the_door = doors_.take(caller)) {
                auto refusal = turn_away(std::move(connection), std::move(place.error()), std::move(*at_the_door));
                asio::co_spawn(loop_, std::move(refusal), asio::detached);
            }
        }
    }

    /// In words, once the client has said what it wants: one that writes into a closed socket hears nothing.
    asio::awaitable<void> turn_away(Connection stream, std::string why, [[maybe_unused]] Places::Place place) {
        beast::flat_buffer buffer;
        http::request_parser<http::string_body> parser;
        parser.header_limit(largest_head);
        parser.body_limit(largest_body);
        stream.expires_after(patience_at_the_door);
        const auto [error, size] = co_await http::async_read(stream, buffer, parser, token);
        static_cast<void>(size);
        if (error) co_return;
        ++counters_.requests;
        ++counters_.refused;
        auto refusal = problem(503, "too many connections", why);
        const auto& request = parser.get();
        const bool head = request.method() == http::verb::head;
        const bool sent = co_await send(stream, std::move(refusal), request.version(), false, head);
        static_cast<void>(sent);
    }

    Answer respond(const Question& question) const {
        try {
            return respond_(question);
        } catch (const std::exception& error) {  // one question's trouble is not the others'
            return problem(500, "the engine could not answer", error.what());
        }
    }

    asio::awaitable<void> serve(Connection stream, Caller caller, [[maybe_unused]] Places::Place place) {
        beast::flat_buffer buffer;
        for (;;) {
            http::request_parser<http::string_body> parser;
            parser.header_limit(largest_head);
            parser.body_limit(largest_body);
            stream.expires_after(patience);
            const auto [error, size] = co_await http::async_read(stream, buffer, parser, token);
            static_cast<void>(size);
            if (error == http::error::end_of_stream || error == beast::error::timeout) break;
            Answer answer;
            bool keep_alive = false;
            unsigned version = 11;
            const bool head = parser.get().method() == http::verb::head;
            if (error) {  // what is not HTTP, or too large, is told so, and the connection ends
                answer = problem(error == http::error::body_limit ? 413 : 400, "bad request", error.message());
            } else {
                const auto& request = parser.get();
                answer = respond(question_of(request, caller));
                keep_alive = request.keep_alive();
                version = request.version();
            }
            ++counters_.requests;
            if (answer.later) {
                auto later = std::move(answer.later);
                auto known = co_await waited_for(stream, std::move(later));
                if (!known) break;
                answer = std::move(*known);
            }
            std::optional<Places::Place> place_to_follow;
            if (answer.stream && answer.stream->endless() && !head) {
                auto taken = streams_.take(caller);
                if (taken)
                    place_to_follow.emplace(std::move(*taken));
                else
                    answer = problem(503, "too many streams", taken.error());
            }
            if (answer.status >= 400) ++counters_.refused;
            // Before HTTP/1.1 the end of the connection ends a body whose length is not known.
            if (answer.stream) keep_alive = keep_alive && version >= 11;
            bool sent = false;
            if (answer.stream)
                sent = co_await send_stream(stream, std::move(answer), version, keep_alive, head);
            else
                sent = co_await send(stream, std::move(answer), version, keep_alive, head);
            if (!sent || !keep_alive) break;
        }
    }

    /// With `head` the header alone. False: the client has gone, or takes nothing.
    asio::awaitable<bool> send(Connection& connection, Answer answer, unsigned version, bool keep_alive, bool head) {
        auto response = response_of(std::move(answer), version, keep_alive);
        connection.expires_after(patience);
        if (!head) {
            const auto [failed, size] = co_await http::async_write(connection, response, token);
            static_cast<void>(size);
            co_return !failed;
        }
        http::response_serializer<http::string_body> serializer(response);
        const auto [failed, size] = co_await http::async_write_header(connection, serializer, token);
        static_cast<void>(size);
        co_return !failed;
    }

    static std::unique_ptr<Answer> answer_now(const std::function<std::unique_ptr<Answer>()>& later) {
        try {
            return later();
        } catch (const std::exception& error) {
            return std::make_unique<Answer>(problem(500, "the engine could not answer", error.what()));
        }
    }

    /// Empty: the client has gone, and with it what it waited for.
    asio::awaitable<std::unique_ptr<Answer>> waited_for(Connection& connection,
                                                        std::function<std::unique_ptr<Answer>()> later) {
        asio::steady_timer pause(loop_);
        const Waiting waiting(*this, pause);
        for (;;) {
            const auto wakes = wakes_;
            if (auto answer = answer_now(later)) co_return answer;
            if (has_gone(connection.socket())) co_return nullptr;
            if (wakes != wakes_) continue;
            pause.expires_after(look_again_every);
            co_await pause.async_wait(token);
        }
    }

    /// Until the stream ends, with `head` until its header is told; false: the client has gone.
    asio::awaitable<bool> send_stream(Connection& connection, Answer answer, unsigned version, bool keep_alive,
                                      bool head) {
        const auto header = head_of(answer, version, keep_alive);
        http::response_serializer<http::empty_body> serializer(header);
        connection.expires_after(patience);
        const auto [refused, size] = co_await http::async_write_header(connection, serializer, token);
        static_cast<void>(size);
        if (refused) co_return false;
        if (head) co_return true;
        asio::steady_timer pause(loop_);
        const Waiting waiting(*this, pause);
        std::optional<Farewell> farewell;
        std::string chunk;
        for (;;) {
            // A wake that comes while this is being sent is not lost.
            const auto wakes = wakes_;
            chunk.clear();
            const auto then = answer.stream->next(chunk);
            const bool sent = co_await send_chunk(connection, chunk, version);
            if (!sent) co_return false;
            if (then == Stream::Then::end) break;
            // Sending lets others have their turn, and so does having found nothing to send.
            if (then == Stream::Then::more && chunk.empty()) co_await asio::post(loop_, token);
            if (then == Stream::Then::more || wakes != wakes_) continue;
            connection.expires_never();
            if (!farewell) farewell.emplace(connection.socket(), pause);
            pause.expires_after(keep_alive_every);
            const auto [woken] = co_await pause.async_wait(token);
            if (farewell->heard()) co_return false;
            if (woken) continue;
            chunk.clear();
            answer.stream->keep_alive(chunk);
            const bool alive = co_await send_chunk(connection, chunk, version);
            if (!alive) co_return false;
        }
        if (version < 11) co_return true;
        const auto last = http::make_chunk_last();
        connection.expires_after(patience);
        const auto [failed, end_size] = co_await asio::async_write(connection, last, token);
        static_cast<void>(end_size);
        co_return !failed;
    }

    /// False: the client has gone, or takes nothing.
    asio::awaitable<bool> send_chunk(Connection& connection, const std::string& chunk, unsigned version) {
        if (chunk.empty()) co_return true;
        connection.expires_after(patience);
        const auto bytes = asio::buffer(chunk);
        if (version < 11) {
            const auto [failed, size] = co_await asio::async_write(connection, bytes, token);
            static_cast<void>(size);
            co_return !failed;
        }
        const auto piece = http::make_chunk(bytes);
        const auto [failed, size] = co_await asio::async_write(connection, piece, token);
        static_cast<void>(size);
        co_return !failed;
    }

    /// Notices that a client closes its end while there is nothing to send, and ends the pause.
    class Farewell {
    public:
        Farewell(Local::socket& socket, asio::steady_timer& pause) : state_(std::make_shared<State>()) {
            state_->pause = &pause;
            const int descriptor = socket.native_handle();
            socket.async_wait(Local::socket::wait_read, [state = state_, descriptor](boost::system::error_code error) {
                if (error || state->pause == nullptr) return;  // the stream has ended
                char byte = 0;
                state->heard = ::recv(descriptor, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
                if (state->heard) state->pause->cancel();
            });
        }
        ~Farewell() { state_->pause = nullptr; }
        Farewell(const Farewell&) = delete;
        Farewell& operator=(const Farewell&) = delete;
        [[nodiscard]] bool heard() const { return state_->heard; }

    private:
        struct State {
            asio::steady_timer* pause = nullptr;
            bool heard = false;
        };
        std::shared_ptr<State> state_;
    };

    /// One stream among those that are woken.
    class Waiting {
    public:
        Waiting(Impl& server, asio::steady_timer& pause) : server_(server), pause_(pause) {
            server_.waiting_.insert(&pause_);
        }
        ~Waiting() { server_.waiting_.erase(&pause_); }
        Waiting(const Waiting&) = delete;
        Waiting& operator=(const Waiting&) = delete;

    private:
        Impl& server_;
        asio::steady_timer& pause_;
    };

    std::string path_;
    Respond respond_;
    ServerCounters& counters_;
    // Before the loop: what still runs when it goes away says goodbye here.
    std::atomic<std::uint64_t> turned_away_{0};
    Places connections_{"connections", connection_limits, counters_.connections};
    Places streams_{"streams", stream_limits, counters_.streams};
    Places doors_{"refused connections", door_limits, turned_away_};
    std::set<asio::steady_timer*> waiting_;
    std::uint64_t wakes_ = 0;
    asio::io_context loop_{1};
    Local::acceptor acceptor_;
    bool bound_ = false;
    std::thread thread_;
};

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Server::~Server() = default;

void Server::serve() {
    impl_->serve();
}

void Server::wake() {
    impl_->wake();
}

Result<std::unique_ptr<Server>> Server::listen(const std::string& path, Respond respond, ServerCounters& counters,
                                               unsigned mode) {
    if (path.empty() || path.size() > longest_socket_path)
        return fail(Errc::local, fmt::format("a socket's path has 1 to {} bytes: '{}'", longest_socket_path, path));
    if (answers(path)) return fail(Errc::local, path + ": another engine answers there");
    struct stat known {};
    if (::lstat(path.c_str(), &known) == 0 && S_ISSOCK(known.st_mode)) ::unlink(path.c_str());
    auto impl = std::make_unique<Impl>(path, std::move(respond), counters);
    if (auto listening = impl->listen(mode); !listening) return std::unexpected(listening.error());
    return std::unique_ptr<Server>(new Server(std::move(impl)));
}

}  // namespace ipmi::api
