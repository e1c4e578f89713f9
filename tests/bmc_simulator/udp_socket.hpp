// UDP in batches. A socket belongs to one BMC, or to all BMCs of one port in 127.0.0.0/8: that one is bound to the
// wildcard address but to the loopback device, and answers from the address that was asked (IP_PKTINFO).
#pragma once

#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

#include "outbox.hpp"
#include "place.hpp"

namespace ipmi::sim {

class UdpSocket {
public:
    /// Throws std::runtime_error ("cannot listen on 127.0.0.1:623: Permission denied").
    explicit UdpSocket(const Place& place, bool whole_loopback = false);
    /// For many BMCs behind one port: several sockets among which the kernel shares out the consoles, where one receive
    /// buffer is too small for the burst of a whole fleet (stock kernels allow 256 datagrams). Each serves all of them.
    static std::vector<UdpSocket> group(const Place& place);
    UdpSocket(UdpSocket&& other) noexcept;
    UdpSocket& operator=(UdpSocket&&) = delete;
    ~UdpSocket();

    [[nodiscard]] int descriptor() const { return descriptor_; }
    /// The one chosen by the kernel, where 0 was asked for.
    [[nodiscard]] std::uint16_t port() const;

    void serve(const Place& place, std::size_t bmc);

    /// Up to 64 datagrams. Those for addresses nobody serves are dropped. True: there may be more.
    using Received = std::function<void(std::size_t bmc, ByteView datagram, const Path& path)>;
    bool receive(const Received& received) const;

private:
    UdpSocket(const Place& place, bool whole_loopback, bool reuse_port);

    int descriptor_;
    bool whole_loopback_;
    std::size_t only_ = 0;
    std::shared_ptr<std::unordered_map<std::uint32_t, std::size_t>> by_address_;  ///< one for a whole group
};

/// Sends what is in `outbox` and clears it. A datagram the kernel does not take is lost, as datagrams may be.
void flush(Outbox& outbox);

}  // namespace ipmi::sim
