// Names to addresses without blocking the loop.
#pragma once

#include <vector>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "session/session.hpp"
#include "session/task.hpp"
#include "transport/endpoint.hpp"

namespace ipmi::session {

/// Numeric addresses at once, names by the system's resolver on a thread of its own.
/// Errors: unreachable (unknown name), timeout (the resolver did not answer by `deadline`), and parse_address's.
Task<Result<std::vector<transport::Endpoint>>> resolve(Network& network, std::string address, Time deadline);

}  // namespace ipmi::session
