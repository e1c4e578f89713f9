// One shared UDP socket: batched receive and send, and the kernel's error queue. Knows nothing of lanes.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <vector>

#include "base/bytes.hpp"
#include "transport/endpoint.hpp"

namespace ipmi::transport {

class DatagramSocket {
public:
    /// Errors: local, unreachable.
    static Result<std::unique_ptr<DatagramSocket>> open(bool v4);
    ~DatagramSocket();
    DatagramSocket(const DatagramSocket&) = delete;
    DatagramSocket& operator=(const DatagramSocket&) = delete;

    [[nodiscard]] int descriptor() const { return descriptor_; }
    /// Datagrams of reply size that the receive buffer holds.
    [[nodiscard]] unsigned capacity() const { return capacity_; }

    void queue(const Endpoint& to, ByteView datagram);
    [[nodiscard]] bool has_queued() const { return !outbox_.empty(); }
    /// Sends what is queued. False: the kernel takes no more for now. `refused` hears of peers that cannot be reached.
    bool flush(const std::function<void(const Endpoint&, const Error&)>& refused);

    /// Receives what is there, at most `batches` times 64. True: there may be more.
    bool receive(const std::function<void(const Endpoint&, ByteView)>& received,
                 const std::function<void(const Endpoint&, const Error&)>& refused, unsigned batches = 8);

private:
    explicit DatagramSocket(int descriptor) : descriptor_(descriptor) {}
    void drain_errors(const std::function<void(const Endpoint&, const Error&)>& refused);

    struct Queued {
        Endpoint to;
        std::uint32_t offset = 0;
        std::uint32_t size = 0;
    };
    int descriptor_;
    unsigned capacity_ = 128;
    std::vector<Queued> outbox_;
    Bytes bytes_;
};

}  // namespace ipmi::transport
