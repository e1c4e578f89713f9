// A conversation and a BMC on a network that loses, repeats, delays and overtakes, under a clock that jumps from event
// to event: hours of traffic in a second, the same every time for one seed.
#pragma once

#include <queue>
#include <random>

#include "scripted_bmc.hpp"
#include "session/conversation.hpp"

namespace ipmi::test {

struct NetworkFaults {
    Duration one_way = std::chrono::microseconds(2500);
    Duration jitter{};  ///< added to one_way, 0 … jitter, each datagram its own: they overtake
    Duration service_time = std::chrono::microseconds(100);  ///< of the BMC, one request after the other
    double loss = 0;                                         ///< share of datagrams, each direction
    double duplication = 0;
    double long_delay = 0;  ///< share of datagrams without a copy that arrive `long_delay_by` later
    Duration long_delay_by = std::chrono::milliseconds(300);
    std::uint32_t seed = 1;
};

class VirtualNetwork final : public session::ConversationHost {
public:
    VirtualNetwork(ScriptedBmc& bmc, NetworkFaults faults) : faults_(faults), bmc_(bmc), random_(faults.seed) {}

    void attach(session::Conversation& conversation) { conversation_ = &conversation; }
    [[nodiscard]] Time now() const { return now_; }

    /// Runs until `done` or until nothing can happen any more (false), or `limit` of virtual time has passed (false).
    template <class Done>
    bool run(Done done, Duration limit = std::chrono::hours(100)) {
        const auto end = now_ + limit;
        while (!done()) {
            const auto due = conversation_->due();
            const auto arrival = events_.empty() ? Time::max() : events_.top().at;
            const auto next = std::min(due, arrival);
            if (next == Time::max() || next > end) return false;
            now_ = std::max(now_, next);
            if (arrival <= due)
                deliver();
            else
                conversation_->on_time(now_);
        }
        return true;
    }

    void send(ByteView datagram) override { travel({datagram.begin(), datagram.end()}, true); }
    std::uint32_t acquire_session_id() override { return ++next_id_; }
    void release_session_id(std::uint32_t) override {}
    void inject(Bytes datagram) { events_.push({now_, ++order_, false, std::move(datagram)}); }
    NetworkFaults& faults() { return faults_; }

private:
    struct Event {
        Time at;
        std::uint64_t order;
        bool to_bmc;
        Bytes bytes;
        bool operator<(const Event& other) const { return at != other.at ? at > other.at : order > other.order; }
    };

    bool chance(double share) { return share > 0 && std::uniform_real_distribution<>(0, 1)(random_) < share; }

    void travel(const Bytes& bytes, bool to_bmc, Duration extra = {}) {
        const int copies = chance(faults_.duplication) ? 2 : 1;
        for (int i = 0; i < copies; ++i) {
            if (chance(faults_.loss)) continue;
            auto at = now_ + faults_.one_way + extra;
            if (faults_.jitter > Duration::zero())
                at += Duration(std::uniform_int_distribution<Duration::rep>(0, faults_.jitter.count())(random_));
            if (copies == 1 && chance(faults_.long_delay)) at += faults_.long_delay_by;
            events_.push({at, ++order_, to_bmc, bytes});
        }
    }

    void deliver() {
        const auto event = events_.top();
        events_.pop();
        if (!event.to_bmc) {
            conversation_->on_datagram(event.bytes, now_);
            return;
        }
        const bool serving = bmc_busy_until_ > now_;
        auto reply = bmc_.on_datagram(event.bytes, serving);
        if (!reply) return;
        bmc_busy_until_ = std::max(bmc_busy_until_, now_) + faults_.service_time;
        travel(*reply, false, bmc_busy_until_ - now_);
    }

    NetworkFaults faults_;
    ScriptedBmc& bmc_;
    session::Conversation* conversation_ = nullptr;
    std::mt19937_64 random_;
    std::priority_queue<Event> events_;
    Time now_ = Time{} + std::chrono::hours(1);
    Time bmc_busy_until_{};
    std::uint64_t order_ = 0;
    std::uint32_t next_id_ = 0x1000;
};

}  // namespace ipmi::test
