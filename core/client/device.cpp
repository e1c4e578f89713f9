// Client::device: what `bmcscope info` shows.
#include "client/client_impl.hpp"
#include "model/device_reader.hpp"

namespace ipmi {
namespace client {
namespace {

Task<Result<DeviceReport>> read(Bmc& bmc) {
    auto report = co_await model::read_device(bmc.session());
    if (!report) co_return std::unexpected(report.error());
    const auto now = bmc.session().conversation().quirks();
    report->quirks = session::Quirks::from_bits(now.bits() | bmc.quirks().bits()).descriptions();
    co_return report;
}

}  // namespace
}  // namespace client

void Client::device(std::span<const Target> targets, Limits limits, const OnResult<DeviceReport>& on_result) {
    const auto work = [](client::Bmc& bmc) { return client::read(bmc); };
    impl_->runner.run<DeviceReport>(targets, limits, on_result, work, client::finish_report<DeviceReport>);
}

}  // namespace ipmi
