#include "session/resolve.hpp"

namespace ipmi::session {
namespace {

NameLookups& names_of(Network& network) {
    return boost::asio::use_service<NameLookups>(network.loop);
}

}  // namespace

Task<Result<NameLookups::Found>> resolve(Network& network, std::string address, boost::asio::steady_timer& limit) {
    auto parsed = transport::parse_address(address);
    if (!parsed) co_return std::unexpected(parsed.error());
    NameLookups::Found found;
    found.endpoints = transport::numeric(*parsed);
    if (!found.endpoints.empty()) co_return found;
    co_return co_await names_of(network).ask(network.loop, std::move(*parsed), limit);
}

Task<Result<NameLookups::Found>> resolve_to_keep(Network& network, std::string address,
                                                 boost::asio::steady_timer& limit) {
    if (const auto parsed = transport::parse_address(address)) names_of(network).will_be_kept(*parsed);
    co_return co_await resolve(network, std::move(address), limit);
}

std::optional<std::chrono::seconds> may_be_kept(Network& network, const std::string& address) {
    const auto parsed = transport::parse_address(address);
    return parsed ? names_of(network).may_be_kept(*parsed) : std::nullopt;
}

}  // namespace ipmi::session
