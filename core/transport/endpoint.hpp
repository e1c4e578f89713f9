// Where a BMC answers: address text as people write it, and the socket address it becomes.
#pragma once

#include <netinet/in.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace ipmi::transport {

inline constexpr std::uint16_t rmcp_port = 623;  ///< IANA asf-rmcp

/// "bmc7", "10.0.0.21:6230", "[fe80::1%eth0]:623", "fe80::1" taken apart.
struct Address {
    std::string host{};
    std::uint16_t port = rmcp_port;
    bool operator==(const Address&) const = default;
};

/// Errors: unsupported ("serial:" and "local:" links), local (not an address; says what is wrong with it).
Result<Address> parse_address(std::string_view text);

/// An IPv4 or IPv6 socket address; comparable and usable as a key.
struct Endpoint {
    sockaddr_in6 storage{};  ///< IPv4 is kept as an IPv4-mapped IPv6 address

    [[nodiscard]] bool is_v4() const;
    [[nodiscard]] std::uint16_t port() const;
    bool operator==(const Endpoint& other) const;
};
std::string to_string(const Endpoint& endpoint);
Endpoint endpoint_of(const sockaddr* address);

/// Fills `out` in the family of `endpoint`, returns its size.
socklen_t to_sockaddr(const Endpoint& endpoint, sockaddr_storage& out);

/// Without asking anyone: empty when `host` is a name.
std::vector<Endpoint> numeric(const Address& address);

struct EndpointHash {
    std::size_t operator()(const Endpoint& endpoint) const;
};

}  // namespace ipmi::transport
