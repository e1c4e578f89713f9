// Every FRU that the sensor table names, and the BMC's own.
#include "host/parts.hpp"
#include "host/sensors.hpp"
#include "model/fru_reader.hpp"

namespace ipmi::host {

Task<Result<FruReport>> read_frus(Bmc& bmc) {
    const auto table = co_await sensor_table(bmc);
    if (!table && !bmc.session().alive()) co_return std::unexpected(table.error());
    if (!table)
        bmc.warnings.push_back("only the BMC's own FRU is shown, the list is missing: " + table.error().context);
    FruReport report;
    report.frus = model::list_frus(table ? table->table.get() : nullptr);
    auto& read_size = bmc.state().fru_read_size;
    std::size_t done = 0;
    for (auto& fru : report.frus) {
        const auto read = co_await model::read_fru(bmc.session(), fru, read_size);
        if (!read && done == 0 && fru.areas.empty()) co_return std::unexpected(read.error());
        if (!read) {
            bmc.warnings.push_back("not all FRUs could be read: " + read.error().context);
            break;
        }
        ++done;
    }
    for (auto i = done + 1; i < report.frus.size(); ++i) report.frus[i].warning = "not read";
    co_return report;
}

}  // namespace ipmi::host
