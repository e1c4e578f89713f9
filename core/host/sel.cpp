// The log, decoded with the names of the sensor table; cleared where asked for.
#include "base/error.hpp"
#include "host/kept.hpp"
#include "host/parts.hpp"
#include "host/sensors.hpp"
#include "message/app/get_device_id.hpp"
#include "model/boot_progress.hpp"
#include "model/device_reader.hpp"
#include "model/sel_control.hpp"
#include "model/sel_decode.hpp"
#include "model/sel_log_reader.hpp"
#include "model/sel_watch.hpp"

namespace ipmi::host {
namespace {

constexpr unsigned most_clear_attempts = 3;

/// Names are worth having, but a log without them is a log: what is missing is a warning.
Task<std::shared_ptr<const SensorTable>> names(Bmc& bmc) {
    auto table = co_await sensor_table(bmc);
    if (table) co_return table->table;
    bmc.warnings.push_back("sensor names are missing: " + table.error().context);
    co_return nullptr;
}

/// Clears what has been read; false: it could not, and a warning says why. Records that come in meanwhile are read and
/// added, a few times. The info is then that of the empty log.
Task<bool> clear(Bmc& bmc, model::SelReading& reading, model::SelLog& log) {
    auto& session = bmc.session();
    for (unsigned attempt = 0; attempt < most_clear_attempts; ++attempt) {
        const auto cleared = co_await model::clear_sel(session, reading);
        if (!cleared) {
            bmc.warnings.push_back("the log may not be cleared: " + cleared.error().context);
            co_return false;
        }
        if (*cleared == model::Cleared::cleared) {
            const auto now = co_await model::read_sel_info(session);
            if (now) reading.info = *now;
            log = {};
            co_return true;
        }
        if (*cleared == model::Cleared::not_read_completely) {
            bmc.warnings.push_back("the log is not cleared: it could not be read completely");
            co_return false;
        }
        auto more = co_await model::update_log(session, log);
        if (!more) {
            bmc.warnings.push_back("the log is not cleared: " + more.error().context);
            co_return false;
        }
        reading = std::move(*more);
    }
    bmc.warnings.push_back("the log is not cleared: records keep coming in");
    co_return false;
}

Task<Result<model::SelReading>> read_records(Bmc& bmc, SelQuery query, model::SelLog& log) {
    auto& session = bmc.session();
    const bool known = log.cursor.has_value();
    if (query.newest > 0 && !query.clear && !known) co_return co_await model::read_newest(session, query.newest);
    auto reading = co_await model::update_log(session, log);
    co_return reading;
}

void watch(Bmc& bmc, const SelQuery& query, SelReport& report, std::chrono::sys_seconds read) {
    // Two checks of one BMC, and somebody who acknowledges, must not undo what the other has written.
    const auto lock = bmc.environment().files.lock("watch");
    // Lost, the log of now becomes history.
    Kept<model::SelWatch> kept(bmc, "watch", model::decode_watch);
    const auto now = report.bmc_clock.value_or(std::chrono::floor<std::chrono::seconds>(WallClock::now()));
    model::watch(kept.value, report.records, report.complete, now, read);
    std::vector<SelRecord> open;
    if (query.acknowledge) {
        open = report.records;
        report.newly_acknowledged =
            model::acknowledge(kept.value, report.records, *query.acknowledge, query.acknowledge_which);
    }
    const auto saved = kept.save(model::encode_watch, "what is new in the log cannot be remembered");
    if (saved && bmc.environment().files.enabled()) return;
    const Error why = saved ? Error{Errc::local, "nothing is kept", {}} : saved.error();
    report.not_remembered = why;
    if (!query.acknowledge) return;
    report.not_kept = why;
    report.records = std::move(open);
    report.newly_acknowledged = 0;
}

/// The clock, after it was set where that was asked for. IPMI knows no time zone: UTC is what others set, too.
Task<Result<void>> read_clock(Bmc& bmc, bool set, SelReport& report) {
    auto& session = bmc.session();
    if (set) {
        const auto now = std::chrono::floor<std::chrono::seconds>(WallClock::now());
        const auto done = co_await model::set_sel_clock(session, now);
        if (!done) co_return std::unexpected(within("SEL clock", done.error()));
    }
    const auto asked = WallClock::now();
    const auto time = co_await model::read_sel_clock(session);
    if (!time && set) co_return std::unexpected(within("SEL clock", time.error()));
    // The BMC looked at it somewhere between the two.
    report.clock_read = asked + (WallClock::now() - asked) / 2;
    if (time) report.bmc_clock = *time;
    co_return Result<void>{};
}

Task<Result<SelReport>> read_fill(Bmc& bmc, bool set_clock) {
    auto info = co_await model::read_sel_info(bmc.session());
    if (!info) co_return std::unexpected(within("SEL", info.error()));
    SelReport report;
    report.info = *info;
    const auto clock = co_await read_clock(bmc, set_clock, report);
    if (!clock) co_return std::unexpected(clock.error());
    co_return report;
}

}  // namespace

Task<Result<SelReport>> read_sel(Bmc& bmc, SelQuery query) {
    if (!query.records) co_return co_await read_fill(bmc, query.set_clock);
    const auto begun = std::chrono::floor<std::chrono::seconds>(WallClock::now());
    auto& session = bmc.session();
    const app::GetDeviceId::Request ask_device{};
    const auto device = co_await session::call<app::GetDeviceId>(session, ask_device);
    if (!device) co_return std::unexpected(device.error());
    const auto table = co_await names(bmc);
    // Lost or damaged it costs a complete reading.
    Kept<model::SelLog> kept(bmc, "sel", model::decode_log);
    auto reading = co_await read_records(bmc, query, kept.value);
    if (!reading) co_return std::unexpected(within("SEL", reading.error()));
    const auto decoder = model::SelDecoder::open(model::device_id_of(*device), table);
    if (!decoder) co_return std::unexpected(decoder.error());
    SelReport report;
    const auto clock = co_await read_clock(bmc, query.set_clock, report);
    if (!clock) co_return std::unexpected(clock.error());
    if (query.clear) report.cleared = co_await clear(bmc, *reading, kept.value);
    static_cast<void>(kept.save(model::encode_log, "cache"));  // it is a warning
    report.info = reading->info;
    report.complete = reading->complete;
    report.records = model::decode_sel(reading->records, *decoder);
    report.boot_progress = model::boot_progress(report.records);
    if (query.watch) watch(bmc, query, report, begun);
    if (!query.clear && query.newest > 0 && report.records.size() > query.newest)
        report.records.erase(report.records.begin(), report.records.end() - query.newest);
    report.warnings = std::move(reading->warnings);
    co_return report;
}

}  // namespace ipmi::host
