// The only place that talks to the BMC: everything that the options ask for, within one time limit.
#pragma once

#include <ipmi/client.hpp>

#include <optional>

#include "dropin/options.hpp"

namespace plugins::dropin {

/// Absent: not asked for. DCMI is a bonus: where a BMC does not have it there is none.
struct Gathered {
    std::optional<ipmi::Result<ipmi::SensorReport>> sensors{};
    std::optional<ipmi::Result<ipmi::SelReport>> sel{};
    std::optional<ipmi::Result<ipmi::FruReport>> fru{};
    std::optional<ipmi::DcmiPower> dcmi{};
    std::shared_ptr<const ipmi::SensorTable> table{};  ///< gives the log its names; may be empty
};

Gathered gather(const Options& options);

}  // namespace plugins::dropin
