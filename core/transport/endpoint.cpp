#include "transport/endpoint.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <net/if.h>
#include <netdb.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <memory>

namespace ipmi::transport {

Result<Address> parse_address(std::string_view text) {
    const auto bad = [text](std::string_view why) {
        return fail(Errc::local, fmt::format("address '{}': {}", text, why));
    };
    for (const std::string_view scheme : {"serial:", "local:"})
        if (text.starts_with(scheme))
            return fail(Errc::unsupported, fmt::format("address '{}': {} links are not supported yet; give the BMC's "
                                                       "network address",
                                                       text, scheme.substr(0, scheme.size() - 1)));
    Address address;
    std::string_view port;
    if (text.starts_with('[')) {
        const auto end = text.find(']');
        if (end == std::string_view::npos) return bad("']' is missing");
        address.host = text.substr(1, end - 1);
        const auto rest = text.substr(end + 1);
        if (!rest.empty() && rest.front() != ':') return bad("':PORT' expected after ']'");
        port = rest.empty() ? rest : rest.substr(1);
        if (!rest.empty() && port.empty()) return bad("the port is missing");
    } else if (std::count(text.begin(), text.end(), ':') > 1) {
        address.host = text;  // an IPv6 address without brackets has no port
    } else {
        const auto colon = text.find(':');
        address.host = text.substr(0, colon);
        if (colon != std::string_view::npos) {
            port = text.substr(colon + 1);
            if (port.empty()) return bad("the port is missing");
        }
    }
    if (address.host.empty()) return bad("the host is missing");
    if (address.host.size() > 255 || address.host.find_first_of(" \t\n/@") != std::string::npos)
        return bad("not a host name or address");
    if (!port.empty()) {
        unsigned number = 0;
        const auto parsed = std::from_chars(port.data(), port.data() + port.size(), number);
        if (parsed.ec != std::errc{} || parsed.ptr != port.data() + port.size() || number == 0 || number > 65535)
            return bad("the port must be 1 to 65535");
        address.port = static_cast<std::uint16_t>(number);
    }
    return address;
}

bool Endpoint::is_v4() const {
    return IN6_IS_ADDR_V4MAPPED(&storage.sin6_addr);
}
std::uint16_t Endpoint::port() const {
    return ntohs(storage.sin6_port);
}

bool Endpoint::operator==(const Endpoint& other) const {
    return storage.sin6_port == other.storage.sin6_port && storage.sin6_scope_id == other.storage.sin6_scope_id &&
           std::memcmp(&storage.sin6_addr, &other.storage.sin6_addr, sizeof storage.sin6_addr) == 0;
}

std::string to_string(const Endpoint& endpoint) {
    char text[INET6_ADDRSTRLEN] = "?";
    if (endpoint.is_v4()) {
        ::inet_ntop(AF_INET, endpoint.storage.sin6_addr.s6_addr + 12, text, sizeof text);
        return fmt::format("{}:{}", text, endpoint.port());
    }
    ::inet_ntop(AF_INET6, &endpoint.storage.sin6_addr, text, sizeof text);
    return fmt::format("[{}]:{}", text, endpoint.port());
}

Endpoint endpoint_of(const sockaddr* address) {
    Endpoint endpoint;
    endpoint.storage.sin6_family = AF_INET6;
    if (address->sa_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, address, sizeof v4);
        endpoint.storage.sin6_port = v4.sin_port;
        endpoint.storage.sin6_addr.s6_addr[10] = 0xff;
        endpoint.storage.sin6_addr.s6_addr[11] = 0xff;
        std::memcpy(endpoint.storage.sin6_addr.s6_addr + 12, &v4.sin_addr, 4);
    } else if (address->sa_family == AF_INET6) {
        std::memcpy(&endpoint.storage, address, sizeof endpoint.storage);
        endpoint.storage.sin6_flowinfo = 0;
    }
    return endpoint;
}

socklen_t to_sockaddr(const Endpoint& endpoint, sockaddr_storage& out) {
    if (endpoint.is_v4()) {
        sockaddr_in v4{};
        v4.sin_family = AF_INET;
        v4.sin_port = endpoint.storage.sin6_port;
        std::memcpy(&v4.sin_addr, endpoint.storage.sin6_addr.s6_addr + 12, 4);
        std::memcpy(&out, &v4, sizeof v4);
        return sizeof v4;
    }
    std::memcpy(&out, &endpoint.storage, sizeof endpoint.storage);
    return sizeof endpoint.storage;
}

std::vector<Endpoint> numeric(const Address& address) {
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_DGRAM;
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
    addrinfo* list = nullptr;
    const auto port = std::to_string(address.port);
    if (::getaddrinfo(address.host.c_str(), port.c_str(), &hints, &list) != 0) return {};
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(list, &::freeaddrinfo);
    std::vector<Endpoint> endpoints;
    for (const auto* entry = list; entry != nullptr; entry = entry->ai_next)
        endpoints.push_back(endpoint_of(entry->ai_addr));
    return endpoints;
}

std::size_t EndpointHash::operator()(const Endpoint& endpoint) const {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    std::memcpy(&high, endpoint.storage.sin6_addr.s6_addr, 8);
    std::memcpy(&low, endpoint.storage.sin6_addr.s6_addr + 8, 8);
    auto hash = (high * 0x9e3779b97f4a7c15ull) ^ low ^ (std::uint64_t{endpoint.storage.sin6_port} << 48);
    hash ^= hash >> 29;
    return static_cast<std::size_t>(hash * 0xbf58476d1ce4e5b9ull);
}

}  // namespace ipmi::transport
