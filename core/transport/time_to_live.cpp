#include "transport/time_to_live.hpp"

#include <arpa/nameser.h>
#include <resolv.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace ipmi::transport {
namespace {

constexpr int longest_wait_s = 2;
constexpr std::size_t largest_answer = 4096;

std::optional<Endpoint> address_in(const ns_rr& record) {
    sockaddr_storage address{};
    if (ns_rr_type(record) == ns_t_a && ns_rr_rdlen(record) == sizeof(in_addr)) {
        auto& v4 = reinterpret_cast<sockaddr_in&>(address);
        v4.sin_family = AF_INET;
        std::memcpy(&v4.sin_addr, ns_rr_rdata(record), sizeof v4.sin_addr);
    } else if (ns_rr_type(record) == ns_t_aaaa && ns_rr_rdlen(record) == sizeof(in6_addr)) {
        auto& v6 = reinterpret_cast<sockaddr_in6&>(address);
        v6.sin6_family = AF_INET6;
        std::memcpy(&v6.sin6_addr, ns_rr_rdata(record), sizeof v6.sin6_addr);
    } else {
        return std::nullopt;
    }
    return endpoint_of(reinterpret_cast<const sockaddr*>(&address));
}

bool same_address(const Endpoint& one, const Endpoint& other) {
    return std::memcmp(&one.storage.sin6_addr, &other.storage.sin6_addr, sizeof(in6_addr)) == 0;
}

/// The resolver's state of /etc/resolv.conf as it is now.
class Resolver {
public:
    Resolver() : open_(res_ninit(&state_) == 0) {
        state_.retrans = longest_wait_s;
        state_.retry = 1;
    }
    ~Resolver() {
        if (open_) res_nclose(&state_);
    }
    Resolver(const Resolver&) = delete;
    Resolver& operator=(const Resolver&) = delete;

    std::span<const std::uint8_t> ask(const std::string& name, ns_type type) {
        if (!open_) return {};
        const int size =
            res_nsearch(&state_, name.c_str(), ns_c_in, type, answer_.data(), static_cast<int>(answer_.size()));
        // It tells the whole size of an answer that was cut, too.
        return {answer_.data(), size < 0 ? 0 : std::min(static_cast<std::size_t>(size), answer_.size())};
    }

private:
    struct __res_state state_ {};
    bool open_;
    std::array<std::uint8_t, largest_answer> answer_{};
};

}  // namespace

std::optional<std::chrono::seconds> time_to_live_in(std::span<const std::uint8_t> answer,
                                                    const std::vector<Endpoint>& endpoints) {
    ns_msg message;
    if (answer.empty() || ns_initparse(answer.data(), static_cast<int>(answer.size()), &message) != 0)
        return std::nullopt;
    bool known = false;
    auto least = std::chrono::seconds::max();
    for (int i = 0; i < ns_msg_count(message, ns_s_an); ++i) {
        ns_rr record;
        if (ns_parserr(&message, ns_s_an, i, &record) != 0) return std::nullopt;
        least = std::min(least, std::chrono::seconds(ns_rr_ttl(record)));
        const auto address = address_in(record);
        known = known || (address && std::any_of(endpoints.begin(), endpoints.end(), [&](const Endpoint& endpoint) {
                              return same_address(endpoint, *address);
                          }));
    }
    return known ? std::optional(least) : std::nullopt;
}

std::optional<std::chrono::seconds> time_to_live(const std::string& name, const std::vector<Endpoint>& endpoints) {
    Resolver resolver;
    for (const auto& [type, v4] : {std::pair{ns_t_a, true}, std::pair{ns_t_aaaa, false}}) {
        const bool wanted = std::any_of(endpoints.begin(), endpoints.end(),
                                        [v4 = v4](const Endpoint& endpoint) { return endpoint.is_v4() == v4; });
        if (!wanted) continue;
        if (const auto found = time_to_live_in(resolver.ask(name, type), endpoints)) return found;
    }
    return std::nullopt;
}

}  // namespace ipmi::transport
