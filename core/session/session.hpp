// One open session with one BMC, under the network loop: a Conversation on a lane of the hub, offered as a Channel.
// Ends with close(); destroyed without it, the goodbye is sent but not awaited.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <optional>
#include <set>

#include "session/channel.hpp"
#include "session/conversation.hpp"
#include "session/event.hpp"
#include "transport/datagram_hub.hpp"

namespace ipmi::session {

/// What all sessions of a process share. Lives as long as the loop runs.
struct Network {
    explicit Network(boost::asio::io_context& io) : loop(io), hub(io) {}
    boost::asio::io_context& loop;
    transport::DatagramHub hub;
    crypto::RandomPool random;
};

class Session final : public Channel, private transport::LaneUser, private ConversationHost {
public:
    /// Errors: local (no descriptor left), unreachable (address family not available).
    static Result<std::unique_ptr<Session>> make(Network& network, const transport::Endpoint& peer,
                                                 ConversationSettings settings, Time deadline);
    /// Logs in; cancel() ends it early.
    /// Errors: timeout, unreachable, auth_failed, no_privilege, busy, unsupported, cancelled; the context names the
    /// stage.
    Task<Result<void>> open();
    ~Session() override;

    Task<Result<Reply>> call(Command command) override;
    Task<Result<void>> batch(std::span<const Command> commands, ReplySink& sink) override;
    Task<void> sleep(Duration duration) override;
    [[nodiscard]] Time deadline() const override { return deadline_; }
    /// For a session that is kept: the time limit of what comes next.
    void set_deadline(Time deadline);

    /// Says goodbye and waits for the answer, two round trips at most.
    /// `latest`: whatever the answer does, this returns by then.
    Task<void> close(Time latest = Time::max());
    /// Everything outstanding and everything asked later fails with `why`, pauses end; close() can still be said.
    void cancel(const Error& why);

    [[nodiscard]] const Conversation& conversation() const { return conversation_; }
    [[nodiscard]] bool alive() const { return conversation_.state() == Conversation::State::open; }
    [[nodiscard]] const transport::Endpoint& peer() const { return lane_->peer(); }

private:
    Session(Network& network, ConversationSettings settings, Time deadline);

    void on_datagram(ByteView datagram, Time now) override { conversation_.on_datagram(datagram, now); }
    void on_network_error(const Error& error, Time now) override { conversation_.on_network_error(error, now); }
    void on_time(Time now) override { conversation_.on_time(now); }
    [[nodiscard]] Time due() const override { return conversation_.due(); }
    void send(ByteView datagram) override { lane_->send(datagram); }
    [[nodiscard]] unsigned room() const override { return lane_->room(); }
    std::uint32_t acquire_session_id() override;
    void release_session_id(std::uint32_t) override {}

    Network& network_;
    Time deadline_;
    Conversation conversation_;
    std::unique_ptr<transport::Lane> lane_;
    Result<void> opened_;
    Event opened_event_;
    Event closed_event_;
    std::optional<Error> cancelled_;
    std::set<boost::asio::steady_timer*> pauses_;  // of sleep(), each in its own frame
};

}  // namespace ipmi::session
