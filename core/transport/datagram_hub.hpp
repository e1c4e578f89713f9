// UDP for thousands of BMCs in one thread: few shared sockets, datagrams sent and received in batches, each reply led
// to its lane by the address it came from (and by the session id inside, which the lane's owner checks). The hub
// belongs to one event loop and is not thread safe; lanes end before it.
#pragma once

#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <memory>

#include "base/bytes.hpp"
#include "base/clock.hpp"
#include "transport/endpoint.hpp"

namespace ipmi::transport {

/// Who talks over a lane.
class LaneUser {
public:
    virtual ~LaneUser() = default;
    virtual void on_datagram(ByteView datagram, Time now) = 0;
    /// ICMP or a local refusal for this peer. Errors: unreachable.
    virtual void on_network_error(const Error& error, Time now) = 0;
    virtual void on_time(Time now) = 0;
    /// When on_time wants to be called next; asked after every event.
    [[nodiscard]] virtual Time due() const = 0;
};

/// One conversation's place on a shared socket. No two lanes of a socket have the same peer.
class Lane {
public:
    virtual ~Lane() = default;
    virtual void send(ByteView datagram) = 0;
    /// Tells the hub that due() may have changed outside of its own calls.
    virtual void reschedule() = 0;
    /// How many replies may be outstanding without overflowing the socket's receive buffer.
    [[nodiscard]] virtual unsigned room() const = 0;
    [[nodiscard]] virtual const Endpoint& peer() const = 0;
};

class DatagramHub {
public:
    /// BMCs on one socket: each descriptor serves that many.
    static constexpr std::size_t lanes_per_socket = 128;

    explicit DatagramHub(boost::asio::io_context& loop);
    ~DatagramHub();
    DatagramHub(const DatagramHub&) = delete;
    DatagramHub& operator=(const DatagramHub&) = delete;

    /// Errors: local (no descriptor left), unreachable (address family not available).
    Result<std::unique_ptr<Lane>> open_lane(const Endpoint& peer, LaneUser& user);
    [[nodiscard]] std::size_t sockets() const;

private:
    class Impl;
    class LaneImpl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace ipmi::transport
