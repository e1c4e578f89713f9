// What happens to a machine when its power changes: sensors, log, restart cause.
#pragma once

#include "bmc.hpp"

namespace ipmi::sim {

/// Nothing where the power is already so.
void power_on(Bmc& bmc, RestartCause cause, Time now);
void power_off(Bmc& bmc, Time now);
/// Off now, on after the cycle interval.
void power_cycle(Bmc& bmc, Time now);
void hard_reset(Bmc& bmc, Time now);
/// The operating system is asked to shut down and needs a while.
void soft_off(Bmc& bmc, Time now);
void diagnostic_interrupt(Bmc& bmc, Time now);
/// Mains lost and back: the restore policy decides.
void mains_cycle(Bmc& bmc, Time now);
/// Carries out what has become due.
void advance_power(Bmc& bmc, Time now);

}  // namespace ipmi::sim
