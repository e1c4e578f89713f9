// Client calls about power and chassis.
#include "client/client_impl.hpp"
#include "model/boot_options.hpp"
#include "model/chassis_reader.hpp"
#include "model/power_control.hpp"

namespace ipmi {
using host::Bmc;

void Client::chassis(std::span<const Target> targets, ChassisQuery query, Limits limits,
                     const OnResult<ChassisStatus>& on_result) {
    const auto work = [query](Bmc& bmc) {
        return query.details ? model::read_chassis_details(bmc.session()) : model::read_chassis_status(bmc.session());
    };
    impl_->runner.run<ChassisStatus>(targets, limits, on_result, work, client::finish_report<ChassisStatus>);
}

void Client::power(std::span<const Target> targets, PowerRequest request, Limits limits,
                   const OnResult<PowerResult>& on_result) {
    const auto work = [request](Bmc& bmc) { return model::control_power(bmc.session(), request); };
    impl_->runner.run<PowerResult>(targets, limits, on_result, work, client::finish_report<PowerResult>);
}

void Client::identify(std::span<const Target> targets, IdentifyRequest request, Limits limits,
                      const OnResult<bool>& on_result) {
    const auto work = [request](Bmc& bmc) { return model::identify(bmc.session(), request); };
    impl_->runner.run<bool>(targets, limits, on_result, work, client::finish_report<bool>);
}

void Client::dcmi_power(std::span<const Target> targets, Limits limits, const OnResult<DcmiPower>& on_result) {
    const auto work = [](Bmc& bmc) { return model::read_dcmi_power(bmc.session()); };
    impl_->runner.run<DcmiPower>(targets, limits, on_result, work, client::finish_report<DcmiPower>);
}

void Client::set_boot(std::span<const Target> targets, BootOptions options, Limits limits,
                      const OnResult<BootOptions>& on_result) {
    const auto work = [options](Bmc& bmc) { return model::write_boot_options(bmc.session(), options); };
    impl_->runner.run<BootOptions>(targets, limits, on_result, work, client::finish_report<BootOptions>);
}

void Client::set_restore_policy(std::span<const Target> targets, PowerRestorePolicy policy, Limits limits,
                                const OnResult<PowerRestorePolicy>& on_result) {
    const auto work = [policy](Bmc& bmc) { return model::set_restore_policy(bmc.session(), policy); };
    impl_->runner.run<PowerRestorePolicy>(targets, limits, on_result, work, client::finish_report<PowerRestorePolicy>);
}

}  // namespace ipmi
