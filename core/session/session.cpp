#include "session/session.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/error.hpp"

namespace ipmi::session {
namespace asio = boost::asio;

namespace {

/// Takes the single answer of call().
class SingleReply final : public ReplySink {
public:
    void on_reply(std::size_t, ReplyView reply) override {
        result = Reply{reply.completion, Bytes(reply.data.begin(), reply.data.end())};
    }
    void on_error(std::size_t, const Error& error) override { result = std::unexpected(error); }
    Result<Reply> result;
};

}  // namespace

Session::Session(Network& network, ConversationSettings settings, Time deadline)
    : network_(network), deadline_(deadline), conversation_(std::move(settings), *this, network.random) {
    conversation_.set_deadline(deadline);
    conversation_.on_opened = [this](Result<void> opened) {
        opened_ = std::move(opened);
        opened_event_.set();
    };
    conversation_.on_closed = [this] { closed_event_.set(); };
}

Session::~Session() {
    const auto state = conversation_.state();
    if (lane_ && (state == Conversation::State::open || state == Conversation::State::opening))
        conversation_.close(Clock::now());
}

std::uint32_t Session::acquire_session_id() {
    std::array<std::uint8_t, 4> bytes{};
    std::uint32_t id = 0;
    while (id == 0) {
        network_.random.fill(bytes);
        id = static_cast<std::uint32_t>(bytes[0]) | static_cast<std::uint32_t>(bytes[1]) << 8 |
             static_cast<std::uint32_t>(bytes[2]) << 16 | static_cast<std::uint32_t>(bytes[3]) << 24;
    }
    return id;
}

Result<std::unique_ptr<Session>> Session::make(Network& network, const transport::Endpoint& peer,
                                               ConversationSettings settings, Time deadline) {
    std::unique_ptr<Session> session(new Session(network, std::move(settings), deadline));
    auto lane = network.hub.open_lane(peer, *session);
    if (!lane) return std::unexpected(lane.error());
    session->lane_ = std::move(*lane);
    return session;
}

Task<Result<void>> Session::open() {
    conversation_.open(Clock::now());
    lane_->reschedule();
    co_await opened_event_.wait();
    co_return opened_;
}

Task<Result<void>> Session::batch(std::span<const Command> commands, ReplySink& sink) {
    if (commands.empty()) co_return Result<void>{};
    if (cancelled_) {  // what a flow still asks of a session that nobody waits for
        for (std::size_t i = 0; i < commands.size(); ++i) sink.on_error(i, *cancelled_);
        co_return std::unexpected(*cancelled_);
    }
    Event done;
    Batch work(commands, sink, [&done] { done.set(); });
    // The frame may be destroyed while commands are outstanding (the loop ends): then nothing may point here any more.
    struct Guard {
        Conversation& conversation;
        Batch& batch;
        ~Guard() {
            if (!batch.done()) conversation.forget(batch, Clock::now());
        }
    };
    const Guard guard{conversation_, work};
    conversation_.add(work, Clock::now());
    lane_->reschedule();
    co_await done.wait();
    if (conversation_.state() == Conversation::State::failed) co_return std::unexpected(conversation_.failure());
    co_return Result<void>{};
}

Task<Result<Reply>> Session::call(Command command) {
    SingleReply sink;
    const std::span<const Command> one(&command, 1);
    (void)co_await batch(one, sink);
    co_return std::move(sink.result);
}

Task<void> Session::sleep(Duration duration) {
    asio::steady_timer timer(network_.loop);
    timer.expires_at(std::min(deadline_, Clock::now() + duration));
    if (cancelled_) co_return;
    // The frame may be destroyed while it sleeps (the loop ends): then nothing may point here any more.
    struct Guard {
        std::set<asio::steady_timer*>& pauses;
        asio::steady_timer& timer;
        ~Guard() { pauses.erase(&timer); }
    };
    pauses_.insert(&timer);
    const Guard guard{pauses_, timer};
    constexpr auto token = asio::as_tuple(asio::use_awaitable);
    co_await timer.async_wait(token);
}

void Session::set_deadline(Time deadline) {
    deadline_ = deadline;
    conversation_.set_deadline(deadline);
    lane_->reschedule();
}

Task<void> Session::close(Time latest) {
    conversation_.close(Clock::now(), latest);
    lane_->reschedule();
    if (conversation_.state() == Conversation::State::closing) co_await closed_event_.wait();
}

void Session::cancel(const Error& why) {
    cancelled_ = why;
    for (auto* pause : pauses_) pause->cancel();
    conversation_.cancel(why, Clock::now());
    lane_->reschedule();
}

}  // namespace ipmi::session
