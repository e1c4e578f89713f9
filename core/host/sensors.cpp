#include "host/sensors.hpp"

#include <fmt/format.h>

#include <boost/asio/experimental/awaitable_operators.hpp>

#include "base/error.hpp"
#include "base/hex.hpp"
#include "model/chassis_reader.hpp"
#include "model/device_reader.hpp"
#include "model/sdr_decode.hpp"
#include "model/sensor_reader.hpp"

namespace ipmi::host {
namespace {

using model::RepositoryStamp;
using model::SdrSource;

/// Thresholds change when somebody sets them, which is rare; where a reading tells of it they are read at once. A BMC
/// that is met for the first time and whose table another one had is answered for quickly: its come with the next poll.
constexpr auto thresholds_kept = std::chrono::hours(1);

/// Two machines with the same key have the same sensors: the same firmware, and a repository of the same age and size.
/// Where the repository's clock says nothing, the machine's own address keeps them apart.
std::string key_of(const DeviceId& id, const RepositoryStamp& stamp, const Target& target) {
    auto key = fmt::format("{}-{}-{}.{}-{}-{}-{:x}-{:x}-{}", id.manufacturer_id, id.product_id, id.device_id,
                           id.device_revision, firmware_version(id), to_hex(id.auxiliary_firmware),
                           stamp.most_recent_addition, stamp.most_recent_erase, stamp.record_count);
    if (!stamp.specific()) key += "-" + (target.addresses.empty() ? target.name : target.addresses.front());
    return key;
}

/// They are kept by the sensor's place in a table: another table, other places.
void forget_thresholds(model::HostState& state) {
    state.live.clear();
    state.thresholds_read = {};
}

SdrSource source_of(const DeviceId& id) {
    constexpr std::uint8_t sdr_repository_device = 0x02;
    const bool repository = (id.additional_support & sdr_repository_device) != 0;
    return !repository && id.provides_device_sdrs ? SdrSource::device : SdrSource::repository;
}

/// Reads what is not known yet, as far as time allows; keeps the progress in the host's state.
Task<Result<SharedTable>> read_table(Bmc& bmc) {
    auto& session = bmc.session();
    auto& state = bmc.state();
    const app::GetDeviceId::Request ask_device{};
    const auto device = co_await session::call<app::GetDeviceId>(session, ask_device);
    if (!device) co_return std::unexpected(device.error());
    const auto id = model::device_id_of(*device);
    const auto source = source_of(id);
    auto stamp = co_await model::read_stamp(session, source);
    if (!stamp) co_return std::unexpected(within("SDR repository", stamp.error()));
    const auto key = key_of(id, *stamp, bmc.target());
    if (auto known = bmc.environment().tables.find(key, bmc.warnings)) {
        state.table_key = key;
        state.stamp = *stamp;
        state.source = source;
        state.records.clear();
        forget_thresholds(state);
        bmc.table_from_cache = true;
        co_return known;
    }

    model::SdrProgress progress;
    progress.read_size = state.read_size;
    if (state.stamp == *stamp && state.source == source && state.table_key.empty()) {
        progress.records = std::move(state.records);  // a reading that was cut short goes on
        progress.next_record_id = progress.records.empty() ? std::uint16_t{0} : state.next_record_id;
    }
    progress.expected = stamp->record_count;
    // Three quarters of what is left may go into the reading; with the rest the sensors known by then are polled.
    const auto deadline = session.deadline();
    const auto now = Clock::now();
    session.set_deadline(now + (deadline - now) * 3 / 4);
    auto read = co_await model::read_records(session, source, progress, bmc.quirks());
    session.set_deadline(deadline);
    state.stamp = *stamp;
    state.source = source;
    state.read_size = progress.read_size;
    forget_thresholds(state);

    auto table = model::decode_sdr(progress.records, id);
    if (!table) co_return std::unexpected(table.error());
    table->record_count = static_cast<std::uint16_t>(progress.records.size());
    table->records_expected =
        progress.complete() ? table->record_count : std::max(progress.expected, table->record_count);
    if (progress.complete()) {
        state.table_key = key;
        state.records.clear();
        if (!read) bmc.warnings.push_back("SDR: " + read.error().context);
        if (progress.records.size() < progress.expected)
            bmc.warnings.push_back(
                fmt::format("SDR {}/{}: the chain of records ends before the repository says it does",
                            progress.records.size(), progress.expected));
        const auto stored = bmc.environment().tables.store(key, std::move(*table));
        if (stored) co_return *stored;
        bmc.warnings.push_back("cache: " + stored.error().context);
        co_return bmc.environment().tables.find(key, bmc.warnings);
    }
    if (progress.records.empty() || !session.alive()) co_return std::unexpected(within("SDR", read.error()));
    bmc.warnings.push_back(
        fmt::format("SDR {}/{}: {}", progress.records.size(), progress.expected, read.error().context));
    state.table_key.clear();
    state.records = std::move(progress.records);
    state.next_record_id = progress.next_record_id;
    state.records_expected = progress.expected;
    co_return private_table(std::move(*table));
}

enum class Contact { first_with_known_table, again };

Task<Result<model::PollOutcome>> poll(Bmc& bmc, const SharedTable& shared, Contact contact) {
    auto& state = bmc.state();
    const auto now = std::chrono::floor<std::chrono::seconds>(WallClock::now());
    const auto age = now - state.thresholds_read;
    const bool old = age < std::chrono::seconds(0) || age >= thresholds_kept;
    const bool due = old && contact == Contact::again;
    const auto wanted = due ? model::WantedThresholds::all : model::WantedThresholds::where_doubtful;
    auto outcome = co_await model::poll_sensors(bmc.session(), *shared.table, *shared.commands, state.live, wanted);
    if (outcome && outcome->thresholds_read && shared.table->complete()) state.thresholds_read = now;
    co_return outcome;
}

}  // namespace

Task<Result<SharedTable>> sensor_table(Bmc& bmc) {
    auto& state = bmc.state();
    if (!state.table_key.empty()) {
        if (auto known = bmc.environment().tables.find(state.table_key, bmc.warnings)) {
            const auto stamp = co_await model::read_stamp(bmc.session(), state.source);
            if (!stamp) co_return std::unexpected(stamp.error());
            if (*stamp == state.stamp) {
                bmc.table_from_cache = true;
                co_return known;
            }
        }
        state.table_key.clear();
    }
    co_return co_await read_table(bmc);
}

Task<Result<SensorReport>> read_sensors(Bmc& bmc) {
    using boost::asio::experimental::awaitable_operators::operator&&;
    auto& state = bmc.state();
    SharedTable shared;
    Result<model::PollOutcome> outcome = fail(Errc::unset, "");
    if (!state.table_key.empty()) {
        if (auto known = bmc.environment().tables.find(state.table_key, bmc.warnings)) {
            // The repository's stamp is asked beside the readings: they count only if it is the one the table was made
            // from.
            auto stamp_task = model::read_stamp(bmc.session(), state.source);
            auto poll_task = poll(bmc, known, Contact::again);
            auto [stamp, readings] = co_await (std::move(stamp_task) && std::move(poll_task));
            if (!stamp) co_return std::unexpected(stamp.error());
            if (*stamp == state.stamp) {
                bmc.table_from_cache = true;
                shared = known;
                outcome = std::move(readings);
            }
        }
        if (!shared) state.table_key.clear();
    }
    if (!shared) {
        auto table = co_await read_table(bmc);
        if (!table) co_return std::unexpected(table.error());
        shared = *table;
        const auto contact = bmc.table_from_cache ? Contact::first_with_known_table : Contact::again;
        outcome = co_await poll(bmc, shared, contact);
    }
    if (!outcome) co_return std::unexpected(outcome.error());
    if (outcome->short_replies) bmc.quirks().note(session::Quirk::short_sensor_reading);

    SensorReport report;
    if (!outcome->cut && model::power_would_explain(*shared.table, *outcome)) {
        const auto chassis = co_await model::read_chassis_status(bmc.session());
        if (chassis) {
            report.power_on = chassis->power == PowerState::on;
            model::explain_by_power(*shared.table, *outcome, chassis->power);
        }
    }
    report.table = shared.table;
    report.readings = std::move(outcome->readings);
    report.severity = model::worst_of(report.readings);
    report.live_thresholds = state.live;
    report.cut = outcome->cut;
    if (report.cut) report.severity = worse(report.severity, Severity::unknown);
    co_return report;
}

}  // namespace ipmi::host
