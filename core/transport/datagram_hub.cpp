#include "transport/datagram_hub.hpp"

#include <algorithm>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <queue>
#include <unordered_map>

#include "transport/datagram_socket.hpp"

namespace ipmi::transport {
namespace asio = boost::asio;

namespace {

/// A socket, its lanes by peer, and its wait in the event loop.
struct Shared {
    Shared(asio::io_context& loop, std::unique_ptr<DatagramSocket> opened, bool is_v4)
        : socket(std::move(opened)), waiter(loop, socket->descriptor()), v4(is_v4) {}
    ~Shared() { waiter.release(); }

    std::unique_ptr<DatagramSocket> socket;
    asio::posix::stream_descriptor waiter;
    std::unordered_map<Endpoint, std::uint32_t, EndpointHash> lanes;  ///< peer to lane number
    bool v4;
    bool dirty = false;
    bool waiting_to_write = false;
};

}  // namespace

class DatagramHub::LaneImpl final : public Lane {
public:
    LaneImpl(Impl& impl, Shared& shared, std::uint32_t number, Endpoint peer, LaneUser& user)
        : hub(impl), place(shared), id(number), to(peer), talker(user) {}
    ~LaneImpl() override;
    void send(ByteView datagram) override;
    void reschedule() override;
    [[nodiscard]] unsigned room() const override {
        const auto share = place.socket->capacity() / std::max<std::size_t>(1, place.lanes.size());
        return static_cast<unsigned>(std::clamp<std::size_t>(share, 1, 64));
    }
    [[nodiscard]] const Endpoint& peer() const override { return to; }

    Impl& hub;
    Shared& place;
    std::uint32_t id;
    Endpoint to;
    LaneUser& talker;
    Time queued = Time::max();  ///< earliest entry of this lane in the timer queue
};

class DatagramHub::Impl {
public:
    explicit Impl(asio::io_context& io) : loop(io), timer(io) {}
    ~Impl() { *alive = false; }

    Result<Shared*> place_for(const Endpoint& peer) {
        for (auto& shared : sockets)
            if (shared->v4 == peer.is_v4() && shared->lanes.size() < lanes_per_socket && !shared->lanes.contains(peer))
                return shared.get();
        auto opened = DatagramSocket::open(peer.is_v4());
        if (!opened) return std::unexpected(opened.error());
        sockets.push_back(std::make_unique<Shared>(loop, std::move(*opened), peer.is_v4()));
        wait_to_read(*sockets.back());
        return sockets.back().get();
    }

    void wait_to_read(Shared& shared) {
        shared.waiter.async_wait(asio::posix::stream_descriptor::wait_read,
                                 [this, place = &shared, living = alive](const boost::system::error_code& error) {
                                     if (error || !*living) return;
                                     read(*place);
                                     wait_to_read(*place);
                                 });
    }

    void read(Shared& shared) {
        const auto now = Clock::now();
        shared.socket->receive(
            [this, &shared, now](const Endpoint& from, ByteView datagram) {
                if (auto* lane = lane_of(shared, from)) {
                    lane->talker.on_datagram(datagram, now);
                    if (auto* still = lane_of(shared, from)) schedule(*still);
                }
            },
            [this, &shared](const Endpoint& to, const Error& error) { refuse(shared, to, error); });
    }

    void refuse(Shared& shared, const Endpoint& to, const Error& error) {
        if (auto* lane = lane_of(shared, to)) {
            lane->talker.on_network_error(error, Clock::now());
            if (auto* still = lane_of(shared, to)) schedule(*still);
        }
    }

    LaneImpl* lane_of(const Shared& shared, const Endpoint& peer) {
        const auto at = shared.lanes.find(peer);
        return at == shared.lanes.end() ? nullptr : lanes[at->second];
    }

    /// One flush for everything that the handlers of this turn of the loop have queued.
    void flush_soon(Shared& shared) {
        shared.dirty = true;
        if (flush_posted) return;
        flush_posted = true;
        asio::post(loop, [this, living = alive] {
            if (!*living) return;
            flush_posted = false;
            for (auto& socket : sockets)
                if (socket->dirty && !socket->waiting_to_write) flush(*socket);
        });
    }

    void flush(Shared& shared) {
        shared.dirty = false;
        const bool all = shared.socket->flush(
            [this, &shared](const Endpoint& to, const Error& error) { refuse(shared, to, error); });
        if (all) return;
        shared.waiting_to_write = true;
        shared.waiter.async_wait(asio::posix::stream_descriptor::wait_write,
                                 [this, place = &shared, living = alive](const boost::system::error_code& error) {
                                     if (error || !*living) return;
                                     place->waiting_to_write = false;
                                     flush(*place);
                                 });
    }

    void schedule(LaneImpl& lane) {
        const auto due = lane.talker.due();
        if (due >= lane.queued) return;  // an earlier entry will look again
        lane.queued = due;
        deadlines.push({due, lane.id, &lane});
        arm();
    }

    void arm() {
        if (deadlines.empty()) return;
        const auto first = deadlines.top().at;
        if (first >= armed) return;
        armed = first;
        timer.expires_at(first);
        timer.async_wait([this, living = alive](const boost::system::error_code& error) {
            if (error || !*living) return;
            armed = Time::max();
            expire();
            arm();
        });
    }

    void expire() {
        const auto now = Clock::now();
        // Each once: whoever is due again at once comes after everything else that waits in the loop.
        std::vector<Deadline> due;
        while (!deadlines.empty() && deadlines.top().at <= now) {
            due.push_back(deadlines.top());
            deadlines.pop();
        }
        for (const auto& entry : due) {
            if (lanes[entry.lane] != entry.pointer) continue;  // that lane has ended
            auto& lane = *lanes[entry.lane];
            if (entry.at != lane.queued) continue;  // an earlier entry has replaced this one
            lane.queued = Time::max();
            if (lane.talker.due() <= now) lane.talker.on_time(now);
            if (lanes[entry.lane] == entry.pointer) schedule(lane);
        }
    }

    struct Deadline {
        Time at;
        std::uint32_t lane;
        LaneImpl* pointer;
        bool operator<(const Deadline& other) const { return at > other.at; }  // the earliest on top
    };

    asio::io_context& loop;
    asio::steady_timer timer;
    std::vector<std::unique_ptr<Shared>> sockets;
    std::vector<LaneImpl*> lanes;  ///< by number; nullptr: free
    std::vector<std::uint32_t> free_numbers;
    std::priority_queue<Deadline> deadlines;
    Time armed = Time::max();
    bool flush_posted = false;
    std::shared_ptr<bool> alive = std::make_shared<bool>(true);
};

DatagramHub::LaneImpl::~LaneImpl() {
    // What is queued still leaves: the goodbye of a session is sent right before its lane ends.
    if (place.socket->has_queued()) hub.flush(place);
    place.lanes.erase(to);
    hub.lanes[id] = nullptr;
    hub.free_numbers.push_back(id);
}

void DatagramHub::LaneImpl::send(ByteView datagram) {
    place.socket->queue(to, datagram);
    hub.flush_soon(place);
}

void DatagramHub::LaneImpl::reschedule() {
    hub.schedule(*this);
}

DatagramHub::DatagramHub(asio::io_context& loop) : impl_(std::make_unique<Impl>(loop)) {}
DatagramHub::~DatagramHub() = default;

Result<std::unique_ptr<Lane>> DatagramHub::open_lane(const Endpoint& peer, LaneUser& user) {
    auto place = impl_->place_for(peer);
    if (!place) return std::unexpected(place.error());
    std::uint32_t number = 0;
    if (impl_->free_numbers.empty()) {
        number = static_cast<std::uint32_t>(impl_->lanes.size());
        impl_->lanes.push_back(nullptr);
    } else {
        number = impl_->free_numbers.back();
        impl_->free_numbers.pop_back();
    }
    auto lane = std::make_unique<LaneImpl>(*impl_, **place, number, peer, user);
    impl_->lanes[number] = lane.get();
    (*place)->lanes.emplace(peer, number);
    return lane;
}

std::size_t DatagramHub::sockets() const {
    return impl_->sockets.size();
}

}  // namespace ipmi::transport
