// Addresses BMCs listen on: one, or a row of consecutive ones.
#pragma once

#include <netinet/in.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace ipmi::sim {

inline constexpr std::uint16_t rmcp_port = 623;

/// A numeric IPv4 or IPv6 address and a port.
struct Place {
    bool v6 = false;
    in_addr v4_address{};
    in6_addr v6_address{};
    std::uint16_t port = rmcp_port;

    /// "127.0.0.1", "127.0.0.1:6230", "[::1]:6230". Throws std::runtime_error.
    static Place parse(std::string_view text);
    /// The address `steps` after this one. Throws where the row leaves the address space.
    [[nodiscard]] Place after(std::uint32_t steps) const;
    [[nodiscard]] bool is_loopback_v4() const { return !v6 && (ntohl(v4_address.s_addr) >> 24) == 127; }
    [[nodiscard]] std::string text() const;
    /// Returns the size.
    socklen_t fill(sockaddr_storage& out) const;
};

}  // namespace ipmi::sim
