// Requests and replies of one open session: retransmission, pipelining, and the rule that keeps a late reply from
// becoming another sensor's value. No socket and no clock of its own: time comes in with every call.
//
// The trap: a Get Sensor Reading reply does not name its sensor and there are 64 request sequences. A sequence whose
// request was sent more than once may be answered more than once, so it is set aside until every answer has come or
// five seconds have passed. Free sequences are used in the order they became free.
#pragma once

#include <algorithm>
#include <array>
#include <deque>

#include "session/batch.hpp"
#include "session/envelope.hpp"
#include "session/round_trip.hpp"
#include "session/window.hpp"

namespace ipmi::session {

/// Where datagrams of a conversation leave.
class Outlet {
public:
    virtual ~Outlet() = default;
    virtual void send(ByteView datagram) = 0;
    /// How many replies may be outstanding without overflowing the receive buffer.
    [[nodiscard]] virtual unsigned room() const { return Window::largest; }
};

struct ExchangeCounters {
    std::uint64_t requests = 0;  ///< datagrams sent, repetitions included
    std::uint64_t retransmissions = 0;
    std::uint64_t replies = 0;            ///< believed
    std::uint64_t refused_datagrams = 0;  ///< received and not believed
};

class Exchange {
public:
    static constexpr Duration set_aside_time = std::chrono::seconds(5);
    static constexpr Duration patience = std::chrono::seconds(4);  ///< with one command, retransmissions included
    static constexpr unsigned least_tries = 4;

    Exchange(Envelope envelope, Outlet& outlet, std::deque<Batch*>& batches, RoundTrip& round_trip, Window& window,
             ExchangeCounters& counters);

    /// Sends what the window allows.
    void pump(Time now);
    /// True: the datagram was a believed reply.
    bool on_datagram(ByteView datagram, Time now);
    void on_time(Time now);
    /// When on_time wants to be called; Time::max(): never.
    [[nodiscard]] Time due() const;

    /// Forgets a batch (cancelled): its sequences are set aside, its sink is not called again.
    void forget(const Batch& batch, Time now);
    /// The session is given up: repeatable commands go back to their batches, others fail with outcome_unknown.
    void abandon(const Error& why);

    /// So many sequences are set aside that a new session is quicker than waiting for them; nothing is outstanding.
    [[nodiscard]] bool exhausted() const;
    /// Nothing has been heard although a command ran out of patience: the BMC has forgotten this session, or is gone.
    [[nodiscard]] bool silent() const { return silent_; }
    [[nodiscard]] std::size_t outstanding() const { return waiting_count_; }
    [[nodiscard]] Envelope& envelope() { return envelope_; }
    [[nodiscard]] Quirks quirks() const;

    /// Only for the test that shows what the rule above prevents.
    void disable_set_aside_for_test() { set_aside_ = false; }

private:
    /// late: given up for lost, and not sent again yet; its answer would still count.
    enum class State : std::uint8_t { free, waiting, late, busy, set_aside };
    struct Slot {
        Batch* batch = nullptr;
        std::uint32_t index = 0;
        std::uint32_t order = 0;  ///< of the last transmission
        Time first_sent{};
        Time last_sent{};
        Time due{};  ///< retransmission, end of being set aside, or (free) first use
        State state = State::free;
        std::uint8_t netfn = 0;
        std::uint8_t command = 0;
        std::uint8_t lun = 0;
        std::uint8_t sends = 0;
        std::uint8_t overtaken = 0;  ///< replies to later transmissions
        std::uint8_t busy_answers = 0;
    };

    [[nodiscard]] bool take_sequence(Time now, std::uint8_t& sequence);
    void transmit(std::uint8_t sequence, Time now);
    [[nodiscard]] unsigned in_flight() const;
    [[nodiscard]] unsigned allowed() const { return std::min(window_.size(), outlet_.room()); }
    void send_late(Time now);
    void note_lost(Slot& slot);
    void settle(std::uint8_t sequence, Time now);
    void leave_waiting(std::uint8_t sequence);
    void release(std::uint8_t sequence, Time now);
    void note_overtaking(const Slot& answered, Time now);
    void open_round();
    void finish_round();
    void give_up(std::uint8_t sequence, Time now);

    Envelope envelope_;
    Outlet& outlet_;
    std::deque<Batch*>& batches_;
    RoundTrip& round_trip_;
    Window& window_;
    ExchangeCounters& counters_;
    std::array<Slot, 64> slots_{};
    std::array<std::uint8_t, 64> free_{};  ///< ring of free sequences, oldest first
    std::size_t free_head_ = 0;
    std::size_t free_count_ = 0;
    std::array<std::uint8_t, 64> waiting_{};
    std::size_t waiting_count_ = 0;
    std::uint32_t order_ = 0;
    std::uint32_t round_end_ = 0;  ///< the round ends when nothing sent up to here is outstanding
    unsigned round_size_ = 0;      ///< outstanding together when the round began
    unsigned lost_in_round_ = 0;
    bool round_open_ = false;
    bool round_clean_ = true;
    Time last_heard_{};
    unsigned set_aside_count_ = 0;
    bool starved_ = false;  ///< there is something to send and no sequence for it yet
    bool silent_ = false;
    bool set_aside_ = true;
    bool spurious_ = false;
    Bytes datagram_;
    Bytes plain_;
};

}  // namespace ipmi::session
