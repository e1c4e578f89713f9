#include "session/resolve.hpp"

namespace ipmi::session {

Task<Result<NameLookups::Found>> resolve(Network& network, std::string address, boost::asio::steady_timer& limit) {
    auto parsed = transport::parse_address(address);
    if (!parsed) co_return std::unexpected(parsed.error());
    NameLookups::Found found;
    found.endpoints = transport::numeric(*parsed);
    if (!found.endpoints.empty()) co_return found;
    auto& names = boost::asio::use_service<NameLookups>(network.loop);
    co_return co_await names.ask(network.loop, std::move(*parsed), limit);
}

}  // namespace ipmi::session
