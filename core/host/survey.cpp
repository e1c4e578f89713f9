// Several questions in one session, so that a check of a whole host costs the BMC one slot.
#include "host/parts.hpp"
#include "host/sensors.hpp"
#include "model/chassis_reader.hpp"

namespace ipmi::host {
namespace {

/// Power known from the chassis tells "host off" from "absent" without another request.
void add_power(HostReport& report) {
    if (report.sensors && *report.sensors && report.chassis && *report.chassis && !(*report.sensors)->power_on)
        (*report.sensors)->power_on = (*report.chassis)->power == PowerState::on;
}

}  // namespace

Task<Result<HostReport>> survey(Bmc& bmc, HostQuery query) {
    HostReport report;
    auto& session = bmc.session();
    if (query.sensors) report.sensors = co_await read_sensors(bmc);
    if (query.sensor_table) {
        auto shared = co_await sensor_table(bmc);
        if (shared)
            report.table = shared->table;
        else
            report.table = std::unexpected(shared.error());
    }
    if (query.chassis && query.chassis->details) report.chassis = co_await model::read_chassis_details(session);
    if (query.chassis && !query.chassis->details) report.chassis = co_await model::read_chassis_status(session);
    if (query.sel) report.sel = co_await read_sel(bmc, *query.sel);
    if (query.dcmi_power) report.dcmi_power = co_await model::read_dcmi_power(session);
    if (query.device) report.device = co_await read_device(bmc, *query.device);
    if (query.fru) report.fru = co_await read_frus(bmc);
    add_power(report);
    co_return report;
}

}  // namespace ipmi::host
