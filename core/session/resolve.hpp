// Names to addresses without blocking the loop.
#pragma once

#include <boost/asio/steady_timer.hpp>

#include "session/name_lookups.hpp"
#include "session/session.hpp"

namespace ipmi::session {

/// Numeric addresses at once, names by the system's resolver; where that does not answer, as it did the last time.
/// `limit` is a timer that the caller has set to the latest moment and may cancel; it outlives the call.
/// Errors: unreachable (unknown name), timeout (the resolver did not answer in time), and parse_address's.
Task<Result<NameLookups::Found>> resolve(Network& network, std::string address, boost::asio::steady_timer& limit);

/// The same for somebody who stays with the address: may_be_kept() tells a moment later for how long.
Task<Result<NameLookups::Found>> resolve_to_keep(Network& network, std::string address,
                                                 boost::asio::steady_timer& limit);
/// What the name server says; empty for numeric addresses, and where nothing is known.
std::optional<std::chrono::seconds> may_be_kept(Network& network, const std::string& address);

}  // namespace ipmi::session
