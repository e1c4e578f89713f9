// Client calls that read.
#include "client/client_impl.hpp"
#include "host/parts.hpp"
#include "host/sensors.hpp"

namespace ipmi {
using client::finish_report;
using host::Bmc;

void Client::survey(std::span<const Target> targets, const HostQuery& query, Limits limits,
                    const OnResult<HostReport>& on_result) {
    const auto work = [&query](Bmc& bmc) { return host::survey(bmc, query); };
    impl_->runner.run<HostReport>(targets, limits, on_result, work, finish_report<HostReport>);
}

void Client::sensors(std::span<const Target> targets, Limits limits, const OnResult<SensorReport>& on_result) {
    const auto work = [](Bmc& bmc) { return host::read_sensors(bmc); };
    impl_->runner.run<SensorReport>(targets, limits, on_result, work, finish_report<SensorReport>);
}

void Client::sel(std::span<const Target> targets, SelQuery query, Limits limits, const OnResult<SelReport>& on_result) {
    const auto work = [query](Bmc& bmc) { return host::read_sel(bmc, query); };
    impl_->runner.run<SelReport>(targets, limits, on_result, work, finish_report<SelReport>);
}

void Client::fru(std::span<const Target> targets, Limits limits, const OnResult<FruReport>& on_result) {
    const auto work = [](Bmc& bmc) { return host::read_frus(bmc); };
    impl_->runner.run<FruReport>(targets, limits, on_result, work, finish_report<FruReport>);
}

void Client::device(std::span<const Target> targets, Limits limits, const OnResult<DeviceReport>& on_result) {
    const auto work = [](Bmc& bmc) {
        const DeviceQuery all{};
        return host::read_device(bmc, all);
    };
    impl_->runner.run<DeviceReport>(targets, limits, on_result, work, finish_report<DeviceReport>);
}

}  // namespace ipmi
