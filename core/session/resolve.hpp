// Names to addresses without blocking the loop.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <vector>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "session/session.hpp"
#include "session/task.hpp"
#include "transport/endpoint.hpp"

namespace ipmi::session {

/// Numeric addresses at once, names by the system's resolver on a thread of its own.
/// `limit` is a timer that the caller has set to the latest moment and may cancel; it outlives the call.
/// Errors: unreachable (unknown name), timeout (the resolver did not answer in time), and parse_address's.
Task<Result<std::vector<transport::Endpoint>>> resolve(Network& network, std::string address,
                                                       boost::asio::steady_timer& limit);

}  // namespace ipmi::session
