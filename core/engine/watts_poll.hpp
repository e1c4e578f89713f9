// DCMI's power reading, which many BMCs do not have, and a few do not even refuse.
#pragma once

#include "engine/host_block.hpp"
#include "host/bmc.hpp"

namespace ipmi::engine {

class WattsPoll {
public:
    /// False: the BMC has shown that it has none.
    [[nodiscard]] bool worth_asking() const { return in_vain_ < most_in_vain; }
    /// Other firmware may have it.
    void forget() { in_vain_ = 0; }
    /// Errors: those of model::read_dcmi_power.
    Task<Result<void>> read(host::Bmc& bmc, HostBlock& block);

private:
    /// A lost answer is no refusal; a command that is never answered would cost each round its time.
    static constexpr unsigned most_in_vain = 2;
    unsigned in_vain_ = 0;
};

}  // namespace ipmi::engine
