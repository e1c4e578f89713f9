#include "udp_socket.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <utility>

namespace ipmi::sim {
namespace {

constexpr std::size_t batch = 64;
constexpr std::size_t largest_datagram = 1024;  // the largest IPMI packet is far below
constexpr std::size_t control_size = 64;        // one in_pktinfo
constexpr int buffer_bytes = 8 << 20;

void set(int descriptor, int level, int name, int value) {
    setsockopt(descriptor, level, name, &value, sizeof value);
}

/// Buffers of one receive call; one thread, so one set is enough.
struct Batch {
    std::array<std::array<std::uint8_t, largest_datagram>, batch> data;
    std::array<std::array<std::uint8_t, control_size>, batch> control;
    std::array<sockaddr_in6, batch> names;
    std::array<iovec, batch> vectors;
    std::array<mmsghdr, batch> messages;
};

Batch& receive_batch() {
    static const auto made = std::make_unique<Batch>();
    return *made;
}

in_addr asked_address(msghdr& message) {
    for (auto* header = CMSG_FIRSTHDR(&message); header != nullptr; header = CMSG_NXTHDR(&message, header)) {
        if (header->cmsg_level != IPPROTO_IP || header->cmsg_type != IP_PKTINFO) continue;
        in_pktinfo info{};
        std::memcpy(&info, CMSG_DATA(header), sizeof info);
        return info.ipi_addr;
    }
    return {};
}

}  // namespace

UdpSocket::UdpSocket(const Place& place, bool whole_loopback)
    : descriptor_(socket(place.v6 ? AF_INET6 : AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)),
      whole_loopback_(whole_loopback) {
    const auto fail = [this, &place] {
        const std::string reason = std::strerror(errno);
        if (descriptor_ >= 0) close(descriptor_);
        throw std::runtime_error("cannot listen on " + place.text() + ": " + reason);
    };
    if (descriptor_ < 0) fail();
    set(descriptor_, SOL_SOCKET, SO_RCVBUF, buffer_bytes);
    set(descriptor_, SOL_SOCKET, SO_SNDBUF, buffer_bytes);
    auto bound = place;
    if (whole_loopback) {
        static constexpr char device[] = "lo";
        if (setsockopt(descriptor_, SOL_SOCKET, SO_BINDTODEVICE, device, sizeof device) != 0) fail();
        set(descriptor_, IPPROTO_IP, IP_PKTINFO, 1);
        bound.v4_address.s_addr = INADDR_ANY;
    }
    if (place.v6) set(descriptor_, IPPROTO_IPV6, IPV6_V6ONLY, 1);
    sockaddr_storage address{};
    const auto size = bound.fill(address);
    if (bind(descriptor_, static_cast<const sockaddr*>(static_cast<const void*>(&address)), size) != 0) fail();
}

UdpSocket::UdpSocket(UdpSocket&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      whole_loopback_(other.whole_loopback_),
      only_(other.only_),
      by_address_(std::move(other.by_address_)) {}

UdpSocket::~UdpSocket() {
    if (descriptor_ >= 0) close(descriptor_);
}

std::uint16_t UdpSocket::port() const {
    sockaddr_in6 address{};
    socklen_t size = sizeof address;
    getsockname(descriptor_, static_cast<sockaddr*>(static_cast<void*>(&address)), &size);
    return ntohs(address.sin6_port);  // at the same place in both families
}

void UdpSocket::serve(const Place& place, std::size_t bmc) {
    if (whole_loopback_)
        by_address_[place.v4_address.s_addr] = bmc;
    else
        only_ = bmc;
}

bool UdpSocket::receive(const Received& received) const {
    auto& in = receive_batch();
    for (std::size_t i = 0; i < batch; ++i) {
        in.vectors[i] = {in.data[i].data(), in.data[i].size()};
        auto& header = in.messages[i].msg_hdr;
        header = {};
        header.msg_name = &in.names[i];
        header.msg_namelen = sizeof in.names[i];
        header.msg_iov = &in.vectors[i];
        header.msg_iovlen = 1;
        if (whole_loopback_) {
            header.msg_control = in.control[i].data();
            header.msg_controllen = in.control[i].size();
        }
    }
    const int count = recvmmsg(descriptor_, in.messages.data(), batch, MSG_DONTWAIT, nullptr);
    for (std::size_t i = 0; i < static_cast<std::size_t>(std::max(count, 0)); ++i) {
        auto& header = in.messages[i].msg_hdr;
        if ((header.msg_flags & MSG_TRUNC) != 0) continue;
        Path path;
        path.descriptor = descriptor_;
        path.size = header.msg_namelen;
        path.peer = in.names[i];
        std::size_t bmc = only_;
        if (whole_loopback_) {
            path.local = asked_address(header);
            const auto found = by_address_.find(path.local.s_addr);
            if (found == by_address_.end()) continue;
            bmc = found->second;
        }
        received(bmc, ByteView(in.data[i]).first(in.messages[i].msg_len), path);
    }
    return count == static_cast<int>(batch);
}

void flush(Outbox& outbox) {
    struct Control {
        alignas(cmsghdr) std::array<std::uint8_t, CMSG_SPACE(sizeof(in_pktinfo))> bytes{};
    };
    std::array<mmsghdr, batch> messages;
    std::array<iovec, batch> vectors;
    std::array<Control, batch> controls;
    std::size_t next = 0;
    auto& entries = outbox.entries;
    while (next < entries.size()) {
        const int descriptor = entries[next].path.descriptor;
        std::size_t count = 0;
        for (; count < batch && next + count < entries.size() && entries[next + count].path.descriptor == descriptor;
             ++count) {
            auto& entry = entries[next + count];
            vectors[count] = {outbox.bytes.data() + entry.offset, entry.size};
            auto& header = messages[count].msg_hdr;
            header = {};
            header.msg_name = &entry.path.peer;
            header.msg_namelen = entry.path.size;
            header.msg_iov = &vectors[count];
            header.msg_iovlen = 1;
            if (entry.path.local.s_addr == 0) continue;
            header.msg_control = controls[count].bytes.data();
            header.msg_controllen = controls[count].bytes.size();
            auto* control = CMSG_FIRSTHDR(&header);
            control->cmsg_level = IPPROTO_IP;
            control->cmsg_type = IP_PKTINFO;
            control->cmsg_len = CMSG_LEN(sizeof(in_pktinfo));
            in_pktinfo info{};
            info.ipi_spec_dst = entry.path.local;
            std::memcpy(CMSG_DATA(control), &info, sizeof info);
        }
        const int sent = sendmmsg(descriptor, messages.data(), static_cast<unsigned>(count), MSG_DONTWAIT);
        if (sent > 0) {
            next += static_cast<std::size_t>(sent);
        } else if (errno == EAGAIN || errno == ENOBUFS) {
            pollfd writable{descriptor, POLLOUT, 0};
            if (poll(&writable, 1, 50) <= 0) ++next;
        } else if (errno != EINTR) {
            ++next;  // this one cannot be sent, whatever the reason
        }
    }
    outbox.clear();
}

}  // namespace ipmi::sim
