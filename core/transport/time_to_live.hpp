// How long an address may be kept for a name: what the name server says of it, RFC 1035 section 3.2.1. The system's
// look-up (names of /etc/hosts, of a directory, of a name server) does not tell.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "transport/endpoint.hpp"

namespace ipmi::transport {

/// Asks the name server, which may block for some seconds. Empty: it does not answer, or does not know the name by one
/// of these addresses, so that they came from elsewhere.
std::optional<std::chrono::seconds> time_to_live(const std::string& name, const std::vector<Endpoint>& endpoints);

/// The least of what an answer gives each step from the name to the address; empty where none of these addresses is in
/// it, or it is no answer. Ports do not count.
std::optional<std::chrono::seconds> time_to_live_in(std::span<const std::uint8_t> answer,
                                                    const std::vector<Endpoint>& endpoints);

}  // namespace ipmi::transport
