// Answers that wait for one batched send, and the way each of them takes.
#pragma once

#include <netinet/in.h>

#include <cstdint>
#include <cstring>
#include <vector>

#include "base/bytes.hpp"

namespace ipmi::sim {

/// Between one console and one BMC: the socket, the console's address, the address that was asked.
struct Path {
    int descriptor = -1;
    in_addr local{};      ///< IPv4, on a socket that serves many addresses; otherwise 0
    socklen_t size = 0;   ///< of `peer`
    sockaddr_in6 peer{};  ///< or a sockaddr_in

    bool operator==(const Path& other) const {
        return descriptor == other.descriptor && local.s_addr == other.local.s_addr && size == other.size &&
               std::memcmp(&peer, &other.peer, size) == 0;
    }
};

struct Outbox {
    struct Entry {
        Path path;
        std::uint32_t offset = 0;
        std::uint32_t size = 0;
    };
    Bytes bytes;
    std::vector<Entry> entries;

    /// Everything in `bytes` from `offset` on is one datagram.
    void add(const Path& path, std::size_t offset) {
        entries.push_back(
            {path, static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(bytes.size() - offset)});
    }
    void clear() {
        bytes.clear();
        entries.clear();
    }
};

}  // namespace ipmi::sim
