// Client::device: what `bmcscope info` shows.
#include "client/client_impl.hpp"
#include "client/parts.hpp"
#include "model/device_reader.hpp"

namespace ipmi {
namespace client {
Task<Result<DeviceReport>> read_device(Bmc& bmc, DeviceQuery query) {
    auto report = co_await model::read_device(bmc.session(), query.settings);
    if (!report) co_return std::unexpected(report.error());
    const auto now = bmc.session().conversation().quirks();
    report->quirks = session::Quirks::from_bits(now.bits() | bmc.quirks().bits()).descriptions();
    co_return report;
}

}  // namespace client

void Client::device(std::span<const Target> targets, Limits limits, const OnResult<DeviceReport>& on_result) {
    const auto work = [](client::Bmc& bmc) {
        const DeviceQuery all{};
        return client::read_device(bmc, all);
    };
    impl_->runner.run<DeviceReport>(targets, limits, on_result, work, client::finish_report<DeviceReport>);
}

}  // namespace ipmi
