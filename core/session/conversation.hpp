// One conversation with one BMC: session set-up, the exchange, a new session where the old one is lost, the goodbye.
// A machine without socket and clock: datagrams and time come in, datagrams leave through the Outlet, and listeners
// hear what became of it. The same object runs under the network loop, in scripted tests, and against the simulator in
// memory.
#pragma once

#include <deque>
#include <optional>

#include "session/exchange.hpp"
#include "session/handshake.hpp"

namespace ipmi::session {

/// What is known before the first datagram: the operator's wish and what the same BMC taught us last time.
struct ConversationSettings {
    Credentials credentials{};
    std::vector<std::uint8_t> cipher_suites{};  ///< proposed in turn; empty: 17, 3
    Quirks quirks{};
    unsigned window = 1;
    Duration round_trip{};               ///< zero: unknown
    bool requests_behind_rakp3 = false;  ///< remembered as clean for this firmware: reads leave before RAKP 4 comes
    bool raise_privilege = true;         ///< Set Session Privilege Level where more than user is asked for
    Duration keep_alive{};               ///< zero: none
};

class ConversationHost : public Outlet {
public:
    /// A session id for our side that no other conversation on the same socket uses; registers it for routing.
    virtual std::uint32_t acquire_session_id() = 0;
    virtual void release_session_id(std::uint32_t id) = 0;
};

class Conversation {
public:
    enum class State : std::uint8_t { idle, opening, open, closing, closed, failed };

    Conversation(ConversationSettings settings, ConversationHost& host, crypto::RandomPool& random);
    ~Conversation();
    Conversation(const Conversation&) = delete;
    Conversation& operator=(const Conversation&) = delete;

    /// Called once when the session is open or cannot be opened. The error's context names the stage.
    std::move_only_function<void(Result<void>)> on_opened;
    /// Called once when the goodbye has been said (or was not answered in time).
    std::move_only_function<void()> on_closed;

    void open(Time now);
    /// Takes part in the exchange until it is done. The caller keeps it alive or calls forget().
    void add(Batch& batch, Time now);
    void forget(Batch& batch, Time now);
    /// The goodbye is sent in any case; its answer is awaited two round trips, and not beyond `latest`.
    void close(Time now, Time latest = Time::max());
    /// No more datagrams but a goodbye that is not awaited: every batch fails with `why`.
    void fail(const Error& why, Time now);
    /// Every batch fails with `why`; an open session stays open, a login ends.
    void cancel(const Error& why, Time now);
    /// With State::failed.
    [[nodiscard]] const Error& failure() const { return failure_; }

    void on_datagram(ByteView datagram, Time now);
    void on_time(Time now);
    [[nodiscard]] Time due() const;
    /// The network refused a datagram (ICMP): believed only while nothing has been heard yet.
    void on_network_error(const Error& error, Time now);
    void set_deadline(Time deadline) {
        deadline_ = deadline;
        out_of_time_ = false;
    }
    [[nodiscard]] Time deadline() const { return deadline_; }

    [[nodiscard]] State state() const { return state_; }
    [[nodiscard]] const ExchangeCounters& counters() const { return counters_; }
    [[nodiscard]] Quirks quirks() const;
    [[nodiscard]] const Window& window() const { return window_; }
    [[nodiscard]] const RoundTrip& round_trip() const { return round_trip_; }
    [[nodiscard]] std::uint8_t cipher_suite() const { return suite_ ? suite_->id : 0; }
    [[nodiscard]] Duration session_time() const { return session_time_; }
    [[nodiscard]] unsigned sessions_opened() const { return sessions_opened_; }

    void disable_set_aside_for_test() { set_aside_ = false; }

private:
    class Internal;

    [[nodiscard]] Time keep_alive_due() const;
    void start_handshake(Time now);
    void send_handshake(Time now);
    [[nodiscard]] Duration step_time() const;
    void on_handshake_payload(packet::PayloadType type, ByteView payload, Time now);
    void on_handshake_time(Time now);
    void next_suite_or_fail(const Error& error, Time now);
    void session_ready(Time now);
    void opened(Time now);
    void reopen(Time now);
    void say_goodbye();
    void finish_closing();
    void fail_batches(const Error& why);
    void run_internal(Command command, std::move_only_function<void(Result<std::uint8_t>)> then, Time now);
    void check_exchange(Time now);

    ConversationSettings settings_;
    ConversationHost& host_;
    crypto::RandomPool& random_;
    State state_ = State::idle;
    std::vector<const crypto::CipherSuite*> suites_;
    std::size_t suite_index_ = 0;
    const crypto::CipherSuite* suite_ = nullptr;
    std::uint32_t session_id_ = 0;
    std::uint8_t tag_ = 0;
    std::optional<Handshake> handshake_;
    std::optional<Exchange> exchange_;
    Error failure_;
    std::deque<Batch*> batches_;        ///< those with commands not given out
    std::vector<Batch*> open_batches_;  ///< all that are not done
    std::unique_ptr<Internal> internal_;
    RoundTrip round_trip_;
    Window window_;
    ExchangeCounters counters_;
    Quirks quirks_;
    Time started_{};
    Time step_begun_{};
    Time step_sent_{};
    Time step_due_ = Time::max();
    unsigned step_tries_ = 0;
    unsigned handshake_restarts_ = 0;
    bool heard_ = false;
    unsigned sessions_opened_ = 0;
    unsigned reopened_in_vain_ = 0;
    Duration session_time_{};
    Time deadline_ = Time::max();
    bool out_of_time_ = false;  ///< the deadline has passed: what is asked for now fails at once, but the goodbye
    Time closing_until_ = Time::max();
    Time last_activity_{};
    bool set_aside_ = true;
};

}  // namespace ipmi::session
