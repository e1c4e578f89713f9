// What an engine knows of hosts, as if they had been asked: for checks that otherwise ask the BMCs themselves.
#pragma once

#include <ipmi/host.hpp>

#include <chrono>
#include <span>
#include <string>
#include <vector>

#include "client/engine_link.hpp"

namespace ipmi::client {

/// One for each of `hosts`, in their order. A host's own error is the engine's reason where it is silent, local where
/// the engine does not know it or has not read it yet. A part that could not be read when it was last tried says so, as
/// it would if it were asked now. Times of the log are put forward to now: the clock went on since it was read.
/// Of `query`, acknowledging, clearing and setting are not carried out.
/// Errors of the whole, all of the engine itself: as EngineLink::get(); malformed.
Result<std::vector<Result<HostReport>>> reports_of(EngineLink& engine, std::span<const std::string> hosts,
                                                   const HostQuery& query, std::chrono::milliseconds timeout);

/// The engine cannot be asked, unlike one that answers that something is wrong.
bool does_not_answer(const Error& error);

}  // namespace ipmi::client
