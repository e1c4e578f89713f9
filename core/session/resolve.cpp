#include "session/resolve.hpp"

#include <fmt/format.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace ipmi::session {
namespace asio = boost::asio;

Task<Result<std::vector<transport::Endpoint>>> resolve(Network& network, std::string address,
                                                       asio::steady_timer& limit) {
    using asio::experimental::awaitable_operators::operator||;
    const auto parsed = transport::parse_address(address);
    if (!parsed) co_return std::unexpected(parsed.error());
    auto endpoints = transport::numeric(*parsed);
    if (!endpoints.empty()) co_return endpoints;

    asio::ip::udp::resolver resolver(network.loop);
    const auto port = std::to_string(parsed->port);
    constexpr auto token = asio::as_tuple(asio::use_awaitable);
    auto look_up = resolver.async_resolve(parsed->host, port, token);
    auto expire = limit.async_wait(token);
    const auto outcome = co_await (std::move(look_up) || std::move(expire));
    if (outcome.index() == 1)
        co_return fail(Errc::timeout, fmt::format("name look-up of '{}': no answer", parsed->host));
    const auto& [error, results] = std::get<0>(outcome);
    if (error)
        co_return fail(Errc::unreachable,
                       fmt::format("name look-up of '{}' failed: {}", parsed->host, error.message()));
    for (const auto& entry : results) endpoints.push_back(transport::endpoint_of(entry.endpoint().data()));
    if (endpoints.empty()) co_return fail(Errc::unreachable, fmt::format("'{}' has no address", parsed->host));
    co_return endpoints;
}

}  // namespace ipmi::session
