// What `bmcscope info` shows.
#include "host/parts.hpp"
#include "model/device_reader.hpp"

namespace ipmi::host {

Task<Result<DeviceReport>> read_device(Bmc& bmc, DeviceQuery query) {
    auto report = co_await model::read_device(bmc.session(), query.settings);
    if (!report) co_return std::unexpected(report.error());
    const auto now = bmc.session().conversation().quirks();
    report->quirks = session::Quirks::from_bits(now.bits() | bmc.quirks().bits()).descriptions();
    co_return report;
}

}  // namespace ipmi::host
