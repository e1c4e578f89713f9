#include "client/event_stream.hpp"

#include <fmt/format.h>

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <deque>
#include <thread>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "client/engine_http.hpp"
#include "client/sse_reader.hpp"
#include "schema/event_form.hpp"
#include "schema/members.hpp"
#include "schema/parse.hpp"

namespace ipmi::client {
namespace {

namespace http = boost::beast::http;
using Parser = http::response_parser<http::buffer_body>;

constexpr std::size_t largest_refusal = 64 * 1024;
constexpr auto for_the_head = std::chrono::seconds(10);

EventGap gap_of(const schema::Json& json) {
    const auto reason = schema::text_of(json, "reason");
    EventGap gap{schema::value_of<std::uint64_t>(json, "from"), schema::value_of<std::uint64_t>(json, "to"),
                 reason == "lost", reason == "reset"};
    if (gap.from > gap.to) throw schema::Wrong{"\"from\" lies behind \"to\""};
    return gap;
}

Result<EventStream::Item> item_of(const SseMessage& message) {
    const auto json = schema::parse_json(message.data);
    if (!json) return std::unexpected(within("event stream", json.error()));
    if (message.event == "gap") {
        auto gap = schema::checked(gap_of, *json);
        if (!gap) return std::unexpected(within("event stream: gap", gap.error()));
        return *gap;
    }
    auto event = schema::parse_event(*json);
    if (!event) return std::unexpected(within("event stream", event.error()));
    return std::move(*event);
}

}  // namespace

class EventStream::Impl {
public:
    explicit Impl(EventStreamSettings settings)
        : settings_(std::move(settings)), pause_(settings_.first_pause), last_(settings_.after), socket_(loop_) {}
    ~Impl() { close(); }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    Result<Item> next(std::chrono::milliseconds timeout) {
        const auto until = Clock::now() + timeout;
        for (;;) {
            if (!messages_.empty()) return take_message();
            if (!parser_) {
                if (Clock::now() < not_before_) std::this_thread::sleep_until(std::min(until, not_before_));
                if (Clock::now() < not_before_) return fail(Errc::timeout, "");
                if (auto begun = begin(); !begun) {
                    if (begun.error().code != Errc::unreachable) return std::unexpected(begun.error());
                    if (const auto told = lose(begun.error())) return std::unexpected(*told);
                    continue;
                }
            }
            auto read = read_some(std::min(until, heard_ + settings_.sign_of_life));
            if (read) continue;
            if (read.error().code == Errc::timeout) {
                if (Clock::now() < heard_ + settings_.sign_of_life) return std::unexpected(read.error());
                read = fail(Errc::unreachable, "engine: the event stream shows no sign of life");
            }
            if (const auto told = lose(read.error())) return std::unexpected(*told);
        }
    }

    [[nodiscard]] bool connected() const { return parser_.has_value(); }

private:
    Result<Item> take_message() {
        const auto message = std::move(messages_.front());
        messages_.pop_front();
        auto item = item_of(message);
        if (!item) return item;
        if (const auto* event = std::get_if<Event>(&*item))
            last_ = event->sequence;
        else if (const auto& gap = std::get<EventGap>(*item); gap.reset)
            last_ = 0;
        else
            last_ = gap.to;
        return item;
    }

    /// Ends the connection; the error is to be told where it is the first since something was heard.
    std::optional<Error> lose(const Error& why) {
        close();
        not_before_ = Clock::now() + pause_;
        pause_ = std::min(2 * pause_, settings_.longest_pause);
        if (told_loss_ && why.code == Errc::unreachable) return std::nullopt;
        told_loss_ = true;
        return why;
    }

    void close() {
        boost::system::error_code ignored;
        socket_.close(ignored);
        loop_.restart();
        loop_.run();  // what was begun ends before what it writes to
        parser_.reset();
        outcome_.reset();
        reading_ = false;
        buffer_.clear();
        sse_ = {};
    }

    /// Runs what was begun, until `until` at the latest.
    Result<void> wait(Time until) {
        loop_.restart();
        loop_.run_until(until);
        if (!outcome_) return fail(Errc::timeout, "engine: no answer in time");
        const auto error = *outcome_;
        outcome_.reset();
        if (error && error != http::error::need_buffer) return fail(Errc::unreachable, "engine: " + error.message());
        return {};
    }

    /// Connects and asks for the stream. Errors: unreachable, local.
    Result<void> begin() {
        if (auto connected = connect(socket_, settings_.socket); !connected) return connected;
        const auto after = last_ ? std::to_string(*last_) : std::string();
        http::request<http::empty_body> request(http::verb::get,
                                                page("/v1/events", {{"after", after}, {"set", settings_.set}}), 11);
        request.set(http::field::host, "localhost");
        request.set(http::field::accept, "text/event-stream");
        if (last_) request.set("Last-Event-ID", after);
        const auto until = Clock::now() + for_the_head;
        const auto note = [this](boost::system::error_code error, std::size_t) { outcome_ = error; };
        http::async_write(socket_, request, note);
        auto outcome = wait(until);
        if (outcome) {
            parser_.emplace();
            parser_->body_limit(boost::none);
            http::async_read_header(socket_, buffer_, *parser_, note);
            outcome = wait(until);
        }
        if (!outcome) {
            close();
            return fail(Errc::unreachable, outcome.error().context);
        }
        return examine();
    }

    /// The head of the answer: a stream, or a refusal in words.
    Result<void> examine() {
        const auto status = parser_->get().result_int();
        if (status == 200) {
            const auto kind = parser_->get()[http::field::content_type];
            if (!kind.starts_with("text/event-stream")) {
                close();
                return fail(Errc::local, "engine: it does not stream events; is it of the same version?");
            }
            heard_ = Clock::now();
            return {};
        }
        std::string body;
        const auto until = Clock::now() + for_the_head;
        refusal_ = &body;
        while (body.size() < largest_refusal && !parser_->is_done() && read_some(until)) continue;
        refusal_ = nullptr;
        auto refusal = refusal_of(status, body);
        if (status >= 500) refusal.code = Errc::unreachable;  // it may be better by itself
        close();
        return std::unexpected(refusal);
    }

    /// Errors: timeout (the reading goes on with the next call), unreachable, malformed.
    Result<void> read_some(Time until) {
        if (!reading_) {
            parser_->get().body().data = chunk_.data();
            parser_->get().body().size = chunk_.size();
            parser_->get().body().more = true;
            reading_ = true;
            http::async_read_some(socket_, buffer_, *parser_,
                                  [this](boost::system::error_code error, std::size_t) { outcome_ = error; });
        }
        auto outcome = wait(until);
        if (!outcome && outcome.error().code == Errc::timeout) return outcome;
        reading_ = false;
        if (!outcome) return outcome;
        heard_ = Clock::now();
        const std::string_view bytes(chunk_.data(), chunk_.size() - parser_->get().body().size);
        if (refusal_ != nullptr) {
            *refusal_ += bytes;
            return {};
        }
        if (!bytes.empty()) {
            told_loss_ = false;
            pause_ = settings_.first_pause;
        }
        std::vector<SseMessage> messages;
        auto taken = sse_.take(bytes, messages);
        for (auto& message : messages) messages_.push_back(std::move(message));
        if (!taken) return taken;
        if (parser_->is_done()) return fail(Errc::unreachable, "engine: the event stream has ended");
        return {};
    }

    EventStreamSettings settings_;
    std::chrono::milliseconds pause_;
    std::optional<std::uint64_t> last_;  ///< sequence number of what was given last
    boost::asio::io_context loop_{1};
    EngineSocket socket_;
    boost::beast::flat_buffer buffer_;
    std::optional<Parser> parser_;  ///< empty: not connected
    std::optional<boost::system::error_code> outcome_;
    std::array<char, 16 * 1024> chunk_{};
    std::string* refusal_ = nullptr;
    SseReader sse_;
    std::deque<SseMessage> messages_;
    Time not_before_{};
    Time heard_{};
    bool reading_ = false;
    bool told_loss_ = false;
};

EventStream::EventStream(EventStreamSettings settings) : impl_(std::make_unique<Impl>(std::move(settings))) {}
EventStream::~EventStream() = default;

Result<EventStream::Item> EventStream::next(std::chrono::milliseconds timeout) {
    return impl_->next(timeout);
}

bool EventStream::connected() const {
    return impl_->connected();
}

}  // namespace ipmi::client
