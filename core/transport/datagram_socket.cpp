#include "transport/datagram_socket.hpp"

#include <fmt/format.h>
#include <linux/errqueue.h>
#include <netinet/ip.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace ipmi::transport {
namespace {

constexpr std::size_t batch = 64;
constexpr std::size_t largest_datagram = 2048;  // an RMCP+ packet with a full 255-byte message stays below 400
constexpr int wanted_buffer_bytes = 2 * 1024 * 1024;
constexpr int bytes_per_datagram =
    1664;  // what the kernel counts for a small datagram: 212,992 bytes hold 128, twice over

Error network_error(int number) {
    switch (number) {
        case ECONNREFUSED:
            return {Errc::unreachable,
                    "connection refused: nothing listens on that UDP port (is IPMI over LAN enabled?)",
                    {}};
        case EHOSTUNREACH: return {Errc::unreachable, "no route to host", {}};
        case ENETUNREACH: return {Errc::unreachable, "network is unreachable", {}};
        case EACCES:
        case EPERM: return {Errc::unreachable, "this machine's firewall forbids it", {}};
        default: return {Errc::unreachable, std::strerror(number), {}};
    }
}

struct ReceiveBuffers {
    std::array<std::array<std::uint8_t, largest_datagram>, batch> bytes;
    std::array<sockaddr_storage, batch> names;
    std::array<iovec, batch> pieces;
    std::array<mmsghdr, batch> headers;
};

}  // namespace

Result<std::unique_ptr<DatagramSocket>> DatagramSocket::open(bool v4) {
    const int descriptor = ::socket(v4 ? AF_INET : AF_INET6, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0) {
        const int number = errno;
        if (number == EAFNOSUPPORT) return fail(Errc::unreachable, "this machine has no IPv6");
        return fail(Errc::local, fmt::format("no socket: {}", std::strerror(number)));
    }
    std::unique_ptr<DatagramSocket> socket(new DatagramSocket(descriptor));
    const int on = 1;
    // Errors of unconnected sockets come by the error queue, with the address they belong to.
    if (v4)
        ::setsockopt(descriptor, IPPROTO_IP, IP_RECVERR, &on, sizeof on);
    else {
        ::setsockopt(descriptor, IPPROTO_IPV6, IPV6_RECVERR, &on, sizeof on);
        ::setsockopt(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
    }
    if (::setsockopt(descriptor, SOL_SOCKET, SO_RCVBUFFORCE, &wanted_buffer_bytes, sizeof wanted_buffer_bytes) != 0)
        ::setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &wanted_buffer_bytes, sizeof wanted_buffer_bytes);
    int got = 0;
    socklen_t size = sizeof got;
    if (::getsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &got, &size) == 0)
        socket->capacity_ = std::max(16u, static_cast<unsigned>(got / (2 * bytes_per_datagram)));
    return socket;
}

DatagramSocket::~DatagramSocket() {
    ::close(descriptor_);
}

void DatagramSocket::queue(const Endpoint& to, ByteView datagram) {
    outbox_.push_back({to, static_cast<std::uint32_t>(bytes_.size()), static_cast<std::uint32_t>(datagram.size())});
    bytes_.insert(bytes_.end(), datagram.begin(), datagram.end());
}

bool DatagramSocket::flush(const std::function<void(const Endpoint&, const Error&)>& refused) {
    std::size_t done = 0;
    bool blocked = false;
    while (done < outbox_.size() && !blocked) {
        std::array<mmsghdr, batch> headers;
        std::array<iovec, batch> pieces;
        std::array<sockaddr_storage, batch> names;
        const auto count = std::min(batch, outbox_.size() - done);
        for (std::size_t i = 0; i < count; ++i) {
            const auto& item = outbox_[done + i];
            pieces[i] = {bytes_.data() + item.offset, item.size};
            headers[i] = {};
            headers[i].msg_hdr.msg_name = &names[i];
            headers[i].msg_hdr.msg_namelen = to_sockaddr(item.to, names[i]);
            headers[i].msg_hdr.msg_iov = &pieces[i];
            headers[i].msg_hdr.msg_iovlen = 1;
        }
        const int sent = ::sendmmsg(descriptor_, headers.data(), static_cast<unsigned>(count), 0);
        if (sent > 0) {
            done += static_cast<std::size_t>(sent);
            continue;
        }
        const int number = errno;
        if (number == EINTR) continue;
        if (number == EAGAIN || number == EWOULDBLOCK || number == ENOBUFS) {
            blocked = true;
        } else if (number == ECONNREFUSED || number == EHOSTUNREACH) {
            // An error that arrived for an earlier datagram of any peer; the queue says whose. This one is tried again.
            drain_errors(refused);
            int pending = 0;
            socklen_t size = sizeof pending;
            ::getsockopt(descriptor_, SOL_SOCKET, SO_ERROR, &pending, &size);
            if (::sendto(descriptor_, pieces[0].iov_base, pieces[0].iov_len, 0, reinterpret_cast<sockaddr*>(&names[0]),
                         headers[0].msg_hdr.msg_namelen) < 0)
                refused(outbox_[done].to, network_error(errno));
            ++done;
        } else {
            refused(outbox_[done].to, network_error(number));
            ++done;
        }
    }
    if (done == outbox_.size()) {
        outbox_.clear();
        bytes_.clear();
    } else {
        outbox_.erase(outbox_.begin(), outbox_.begin() + static_cast<std::ptrdiff_t>(done));
    }
    return !blocked;
}

bool DatagramSocket::receive(const std::function<void(const Endpoint&, ByteView)>& received,
                             const std::function<void(const Endpoint&, const Error&)>& refused, unsigned batches) {
    static thread_local ReceiveBuffers buffers;  // scratch memory, shared by all sockets of the loop's thread
    for (unsigned round = 0; round < batches; ++round) {
        for (std::size_t i = 0; i < batch; ++i) {
            buffers.pieces[i] = {buffers.bytes[i].data(), buffers.bytes[i].size()};
            buffers.headers[i] = {};
            buffers.headers[i].msg_hdr.msg_name = &buffers.names[i];
            buffers.headers[i].msg_hdr.msg_namelen = sizeof buffers.names[i];
            buffers.headers[i].msg_hdr.msg_iov = &buffers.pieces[i];
            buffers.headers[i].msg_hdr.msg_iovlen = 1;
        }
        const int count = ::recvmmsg(descriptor_, buffers.headers.data(), batch, MSG_DONTWAIT, nullptr);
        if (count < 0) {
            if (errno == EINTR) continue;
            if (errno == EAGAIN || errno == EWOULDBLOCK) {
                drain_errors(refused);
                return false;
            }
            drain_errors(refused);
            continue;
        }
        for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
            const auto& header = buffers.headers[i];
            if ((header.msg_hdr.msg_flags & MSG_TRUNC) != 0) continue;  // larger than anything IPMI sends
            received(endpoint_of(reinterpret_cast<const sockaddr*>(&buffers.names[i])),
                     ByteView(buffers.bytes[i]).first(header.msg_len));
        }
        if (static_cast<std::size_t>(count) < batch) return false;
    }
    return true;
}

void DatagramSocket::drain_errors(const std::function<void(const Endpoint&, const Error&)>& refused) {
    for (int i = 0; i < 256; ++i) {
        std::array<std::uint8_t, 64> data;
        alignas(cmsghdr) std::array<char, 512> control;
        sockaddr_storage name{};
        iovec piece{data.data(), data.size()};
        msghdr header{};
        header.msg_name = &name;
        header.msg_namelen = sizeof name;
        header.msg_iov = &piece;
        header.msg_iovlen = 1;
        header.msg_control = control.data();
        header.msg_controllen = control.size();
        if (::recvmsg(descriptor_, &header, MSG_ERRQUEUE | MSG_DONTWAIT) < 0) return;
        for (auto* entry = CMSG_FIRSTHDR(&header); entry != nullptr; entry = CMSG_NXTHDR(&header, entry)) {
            const bool v4 = entry->cmsg_level == IPPROTO_IP && entry->cmsg_type == IP_RECVERR;
            const bool v6 = entry->cmsg_level == IPPROTO_IPV6 && entry->cmsg_type == IPV6_RECVERR;
            if (!v4 && !v6) continue;
            sock_extended_err error{};
            std::memcpy(&error, CMSG_DATA(entry), sizeof error);
            if (error.ee_errno != 0 && error.ee_errno != EMSGSIZE)
                refused(endpoint_of(reinterpret_cast<const sockaddr*>(&name)),
                        network_error(static_cast<int>(error.ee_errno)));
        }
    }
}

}  // namespace ipmi::transport
