#include "place.hpp"

#include <arpa/inet.h>

#include <charconv>
#include <cstring>
#include <stdexcept>

namespace ipmi::sim {
namespace {

std::uint16_t parse_port(std::string_view text) {
    std::uint16_t port = 0;
    const auto end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, port);
    if (result.ec != std::errc() || result.ptr != end) throw std::runtime_error("not a port: " + std::string(text));
    return port;
}

}  // namespace

Place Place::parse(std::string_view text) {
    Place place;
    std::string host(text);
    if (text.starts_with('[')) {
        const auto close = text.find(']');
        if (close == std::string_view::npos) throw std::runtime_error("no ] in " + host);
        const auto rest = text.substr(close + 1);
        host = std::string(text.substr(1, close - 1));
        if (rest.starts_with(':'))
            place.port = parse_port(rest.substr(1));
        else if (!rest.empty())
            throw std::runtime_error("not an address: " + std::string(text));
    } else if (const auto colon = text.rfind(':'); colon != std::string_view::npos && text.find(':') == colon) {
        host = std::string(text.substr(0, colon));
        place.port = parse_port(text.substr(colon + 1));
    }
    if (inet_pton(AF_INET, host.c_str(), &place.v4_address) == 1) return place;
    place.v6 = true;
    if (inet_pton(AF_INET6, host.c_str(), &place.v6_address) == 1) return place;
    throw std::runtime_error("not a numeric address: " + std::string(text));
}

Place Place::after(std::uint32_t steps) const {
    auto next = *this;
    if (v6) {
        std::uint64_t carry = steps;
        for (std::size_t i = 16; i-- > 0 && carry != 0;) {
            carry += next.v6_address.s6_addr[i];
            next.v6_address.s6_addr[i] = static_cast<std::uint8_t>(carry);
            carry >>= 8;
        }
        return next;
    }
    const std::uint64_t address = std::uint64_t{ntohl(v4_address.s_addr)} + steps;
    if (address > 0xffffffffu || (is_loopback_v4() && address > 0x7ffffffeu))
        throw std::runtime_error("too few addresses from " + text() + " on");
    next.v4_address.s_addr = htonl(static_cast<std::uint32_t>(address));
    return next;
}

std::string Place::text() const {
    char buffer[INET6_ADDRSTRLEN] = {};
    if (!v6) {
        inet_ntop(AF_INET, &v4_address, buffer, sizeof buffer);
        return std::string(buffer) + ":" + std::to_string(port);
    }
    inet_ntop(AF_INET6, &v6_address, buffer, sizeof buffer);
    return "[" + std::string(buffer) + "]:" + std::to_string(port);
}

socklen_t Place::fill(sockaddr_storage& out) const {
    std::memset(&out, 0, sizeof out);
    if (!v6) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr = v4_address;
        std::memcpy(&out, &address, sizeof address);
        return sizeof address;
    }
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    address.sin6_port = htons(port);
    address.sin6_addr = v6_address;
    std::memcpy(&out, &address, sizeof address);
    return sizeof address;
}

}  // namespace ipmi::sim
