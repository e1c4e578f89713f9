#include "engine/watts_poll.hpp"

#include "model/chassis_reader.hpp"

namespace ipmi::engine {

Task<Result<void>> WattsPoll::read(host::Bmc& bmc, HostBlock& block) {
    const auto power = co_await model::read_dcmi_power(bmc.session());
    if (!power) {
        const auto code = power.error().code;
        in_vain_ = code == Errc::unsupported || code == Errc::completion_code ? most_in_vain : in_vain_ + 1;
        co_return std::unexpected(power.error());
    }
    in_vain_ = 0;
    Dated<DcmiPower> dated{WallClock::now(), *power};
    block.dcmi_power = std::make_shared<const Dated<DcmiPower>>(dated);
    co_return Result<void>{};
}

}  // namespace ipmi::engine
