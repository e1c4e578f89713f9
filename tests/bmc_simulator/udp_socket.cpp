#include "udp_socket.hpp"

#include <netinet/udp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
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

/// As large as the system lets it be. Returns the size.
int enlarge_buffers(int descriptor) {
    set(descriptor, SOL_SOCKET, SO_RCVBUF, buffer_bytes);
    set(descriptor, SOL_SOCKET, SO_SNDBUF, buffer_bytes);
    set(descriptor, SOL_SOCKET, SO_RCVBUFFORCE, buffer_bytes);  // for root alone
    set(descriptor, SOL_SOCKET, SO_SNDBUFFORCE, buffer_bytes);
    int size = 0;
    socklen_t length = sizeof size;
    getsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, &length);
    return size;
}

}  // namespace

UdpSocket::UdpSocket(const Place& place, bool whole_loopback) : UdpSocket(place, whole_loopback, false) {}

std::vector<UdpSocket> UdpSocket::group(const Place& place) {
    std::vector<UdpSocket> sockets;
    // Alone first: in a group nobody would notice that the port is another program's.
    sockets.push_back(UdpSocket(place, true, false));
    const auto have = enlarge_buffers(sockets.front().descriptor());
    if (have >= buffer_bytes) return sockets;
    sockets.clear();
    constexpr int most = 16;
    const int count = std::clamp(buffer_bytes / std::max(have, 1), 2, most);
    for (int i = 0; i < count; ++i) {
        sockets.push_back(UdpSocket(place, true, true));
        sockets.back().by_address_ = sockets.front().by_address_;
    }
    return sockets;
}

UdpSocket::UdpSocket(const Place& place, bool whole_loopback, bool reuse_port)
    : descriptor_(socket(place.v6 ? AF_INET6 : AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)),
      whole_loopback_(whole_loopback),
      by_address_(std::make_shared<std::unordered_map<std::uint32_t, std::size_t>>()) {
    const auto fail = [this, &place] {
        const std::string reason = std::strerror(errno);
        if (descriptor_ >= 0) close(descriptor_);
        throw std::runtime_error("cannot listen on " + place.text() + ": " + reason);
    };
    if (descriptor_ < 0) fail();
    enlarge_buffers(descriptor_);
    if (reuse_port) set(descriptor_, SOL_SOCKET, SO_REUSEPORT, 1);
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
        (*by_address_)[place.v4_address.s_addr] = bmc;
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
            const auto found = by_address_->find(path.local.s_addr);
            if (found == by_address_->end()) continue;
            bmc = found->second;
        }
        received(bmc, ByteView(in.data[i]).first(in.messages[i].msg_len), path);
    }
    return count == static_cast<int>(batch);
}

namespace {

/// Room for the address to answer from and for the size of segments.
struct Control {
    alignas(
        cmsghdr) std::array<std::uint8_t, CMSG_SPACE(sizeof(in_pktinfo)) + CMSG_SPACE(sizeof(std::uint16_t))> bytes{};
    std::size_t used = 0;

    template <class T>
    void add(int level, int type, const T& value) {
        cmsghdr header{};
        header.cmsg_level = level;
        header.cmsg_type = type;
        header.cmsg_len = CMSG_LEN(sizeof value);
        std::memcpy(bytes.data() + used, &header, sizeof header);
        std::memcpy(bytes.data() + used + CMSG_LEN(0), &value, sizeof value);
        used += CMSG_SPACE(sizeof value);
    }
};

/// Answers to a burst of one console: the kernel takes them as one piece and cuts it (UDP_SEGMENT), all of one size but
/// the last. A datagram costs a seventh of what it costs alone.
bool segmentation = true;  // until the kernel or a device refuses

std::size_t segments_from(const std::vector<Outbox::Entry>& entries, std::size_t first) {
    constexpr std::size_t most = 32;
    const auto& head = entries[first];
    std::size_t count = 1;
    while (segmentation && count < most && first + count < entries.size()) {
        const auto& before = entries[first + count - 1];
        const auto& entry = entries[first + count];
        if (before.size != head.size || entry.size > head.size || entry.offset != before.offset + before.size ||
            !(entry.path == head.path))
            break;
        ++count;
    }
    return count;
}

}  // namespace

void flush(Outbox& outbox) {
    std::array<mmsghdr, batch> messages;
    std::array<iovec, batch> vectors;
    std::array<Control, batch> controls;
    std::array<std::size_t, batch> datagrams{};  // in each message
    auto& entries = outbox.entries;
    for (std::size_t next = 0; next < entries.size();) {
        const int descriptor = entries[next].path.descriptor;
        unsigned count = 0;
        for (auto at = next; count < batch && at < entries.size() && entries[at].path.descriptor == descriptor;
             ++count) {
            auto& entry = entries[at];
            datagrams[count] = segments_from(entries, at);
            at += datagrams[count];
            const auto& last = entries[at - 1];
            vectors[count] = {outbox.bytes.data() + entry.offset, last.offset + last.size - entry.offset};
            auto& control = controls[count] = {};
            if (entry.path.local.s_addr != 0) {
                in_pktinfo info{};
                info.ipi_spec_dst = entry.path.local;
                control.add(IPPROTO_IP, IP_PKTINFO, info);
            }
            if (datagrams[count] > 1) control.add(SOL_UDP, UDP_SEGMENT, static_cast<std::uint16_t>(entry.size));
            auto& header = messages[count].msg_hdr;
            header = {};
            header.msg_name = &entry.path.peer;
            header.msg_namelen = entry.path.size;
            header.msg_iov = &vectors[count];
            header.msg_iovlen = 1;
            header.msg_control = control.used ? control.bytes.data() : nullptr;
            header.msg_controllen = control.used;
        }
        const int sent = sendmmsg(descriptor, messages.data(), count, MSG_DONTWAIT);
        for (int i = 0; i < sent; ++i) next += datagrams[static_cast<std::size_t>(i)];
        if (sent > 0 || errno == EINTR) continue;
        if (errno == EAGAIN || errno == ENOBUFS) {
            pollfd writable{descriptor, POLLOUT, 0};
            if (poll(&writable, 1, 50) > 0) continue;
        } else if (datagrams[0] > 1) {
            segmentation = false;
            continue;
        }
        ++next;  // this one cannot be sent, whatever the reason
    }
    outbox.clear();
}

}  // namespace ipmi::sim
