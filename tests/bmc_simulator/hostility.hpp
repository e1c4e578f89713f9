// Answers whose lengths lie although their AuthCode is right: what a decoder must survive.
#pragma once

#include "random.hpp"
#include "session.hpp"

namespace ipmi::sim {

/// Changes a plain LAN message, or says how its packet shall be sealed wrongly.
void make_hostile(Bytes& plain, SealFaults& seal, Random& random);
/// Cuts a datagram outside a session somewhere.
void cut(Bytes& out, std::size_t start, Random& random);

}  // namespace ipmi::sim
