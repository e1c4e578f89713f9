// The BMC's half of RMCP+ session set-up: Open Session, RAKP 1 to 4. IPMI v2.0 rev 1.1, §13.17 to §13.23.
#pragma once

#include "bmc.hpp"

namespace ipmi::sim {

/// `packet` lies outside any session and carries a session payload. Appends the answer to `out`. False: silence.
bool answer_login(Bmc& bmc, const packet::Session20& packet, Time now, Bytes& out);

}  // namespace ipmi::sim
