#include "client/engine_reports.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/error.hpp"
#include "client/engine_http.hpp"
#include "schema/members.hpp"
#include "schema/parse.hpp"

namespace ipmi::client {
namespace {

using schema::Json;

/// One question's worth: the engine's answer to it is made whole in its memory and in ours.
constexpr std::size_t hosts_at_once = 32;

std::string parts_of(const HostQuery& query) {
    std::string parts;
    const auto add = [&parts](bool wanted, const char* name) {
        if (wanted) parts += (parts.empty() ? "" : ",") + std::string(name);
    };
    add(query.sensors || query.sensor_table, "sensors");
    add(query.chassis.has_value(), "chassis");
    add(query.sel.has_value(), "sel");
    add(query.dcmi_power, "dcmi_power");
    add(query.fru, "fru");
    add(query.device.has_value(), "device");
    return parts;
}

/// A part as the engine has it, and when it was read.
template <class T>
struct Read {
    Result<T> value = fail(Errc::local, "engine: this was not read yet");
    std::optional<WallTime> time{};
};

template <class T>
T need_value(Result<T> value, const char* name) {
    if (!value) throw schema::Wrong{fmt::format("\"{}\": {}", name, value.error().context)};
    return std::move(*value);
}

template <class T>
Read<T> part_in(const Json& parts, const char* name, Result<T> (*parse)(const Json&)) {
    Read<T> read;
    const auto& part = schema::need(parts, name);
    if (part.contains("report")) {
        read.time = schema::time_of(part, "read");
        read.value = need_value(parse(part["report"]), name);
    }
    if (part.contains("failed"))
        read.value = std::unexpected(need_value(schema::parse_error(schema::need(part["failed"], "error")), name));
    return read;
}

/// The oldest of what is told decides how old all of it is.
template <class T>
void note_age(HostReport& report, const Read<T>& read) {
    if (read.value && read.time) report.read = std::min(report.read.value_or(*read.time), *read.time);
}

void take_sensors(HostReport& report, const Json& parts, const HostQuery& query) {
    auto read = part_in<SensorReport>(parts, "sensors", schema::parse_sensor_report);
    note_age(report, read);
    if (query.sensor_table) {
        if (read.value)
            report.table = read.value->table;
        else
            report.table = std::unexpected(read.value.error());
    }
    if (!query.sensors) return;
    if (read.value) report.warnings = read.value->warnings;
    report.sensors = std::move(read.value);
}

void take_chassis(HostReport& report, const Json& parts, const ChassisQuery& query) {
    auto read = part_in<ChassisStatus>(parts, "chassis", schema::parse_chassis_status);
    note_age(report, read);
    if (read.value && !query.details) {
        read.value->restart_cause.reset();
        read.value->power_on_hours.reset();
        read.value->boot.reset();
    }
    report.chassis = std::move(read.value);
}

void take_sel(HostReport& report, const Json& parts, const SelQuery& query) {
    auto read = part_in<SelReport>(parts, "sel", schema::parse_sel_report);
    note_age(report, read);
    if (read.value) {
        if (read.value->bmc_clock && read.time) {
            // Whole seconds on both: how far the two are apart stays what was measured.
            const auto passed = std::clamp<std::chrono::seconds>(
                std::chrono::floor<std::chrono::seconds>(WallClock::now() - *read.time), std::chrono::seconds(0),
                std::chrono::hours(24));
            *read.value->bmc_clock += passed;
            read.value->clock_read = *read.time + passed;
        }
        if (!query.records) read.value->records.clear();
    }
    report.sel = std::move(read.value);
}

void add_power(HostReport& report) {
    if (report.sensors && *report.sensors && report.chassis && *report.chassis && !(*report.sensors)->power_on)
        (*report.sensors)->power_on = (*report.chassis)->power == PowerState::on;
}

Result<HostReport> report_in(const Json& json, const std::string& host, const HostQuery& query) {
    if (schema::value_of<std::string>(json, "host") != host) throw schema::Wrong{"it tells of another host"};
    if (schema::maybe<bool>(json, "missing").value_or(false))
        return fail(Errc::local, fmt::format("engine: its inventory has no host '{}'", host));
    if (json.contains("error")) return std::unexpected(need_value(schema::parse_error(json["error"]), "error"));
    const auto& parts = schema::need(json, "parts");
    if (!json.contains("statistics")) return fail(Errc::local, "engine: this host has not been read yet");
    HostReport report;
    report.statistics = schema::statistics_of(json["statistics"]);
    if (query.sensors || query.sensor_table) take_sensors(report, parts, query);
    if (query.chassis) take_chassis(report, parts, *query.chassis);
    if (query.sel) take_sel(report, parts, *query.sel);
    if (query.dcmi_power) {
        auto read = part_in<DcmiPower>(parts, "dcmi_power", schema::parse_dcmi_power);
        note_age(report, read);
        report.dcmi_power = std::move(read.value);
    }
    if (query.device) {
        auto read = part_in<DeviceReport>(parts, "device", schema::parse_device_report);
        note_age(report, read);
        report.device = std::move(read.value);
    }
    if (query.fru) {
        auto read = part_in<FruReport>(parts, "fru", schema::parse_fru_report);
        note_age(report, read);
        report.fru = std::move(read.value);
    }
    add_power(report);
    return report;
}

/// `read` in what the engine says; malformed where it throws.
template <class Read>
auto understood(const Result<std::string>& body, const Read& read) -> Result<decltype(read(Json()))> {
    if (!body) return std::unexpected(body.error());
    const auto json = schema::parse_json(*body);
    if (!json) return std::unexpected(within("engine", json.error()));
    try {
        return read(*json);
    } catch (const schema::Wrong& wrong) {
        return malformed("engine: " + wrong.what);
    }
}

}  // namespace

Result<std::vector<Result<HostReport>>> reports_of(EngineLink& engine, std::span<const std::string> hosts,
                                                   const HostQuery& query, std::chrono::milliseconds timeout) {
    const auto until = Clock::now() + timeout;
    const auto parts = parts_of(query);
    std::vector<Result<HostReport>> reports;
    reports.reserve(hosts.size());
    while (reports.size() < hosts.size()) {
        const auto some = hosts.subspan(reports.size()).first(std::min(hosts_at_once, hosts.size() - reports.size()));
        std::string names;
        for (const auto& host : some) names += (names.empty() ? "" : ",") + encoded(host);
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
        const auto body = engine.get(fmt::format("/v1/reports?hosts={}&parts={}", names, parts), left);
        auto told = understood(body, [&some, &query](const Json& json) {
            const auto& list = schema::list_of(json, "reports");
            if (list.size() != some.size()) throw schema::Wrong{"\"reports\" are not as many as were asked for"};
            std::vector<Result<HostReport>> these;
            for (std::size_t i = 0; i < some.size(); ++i) these.push_back(report_in(list[i], some[i], query));
            return these;
        });
        if (!told) return std::unexpected(told.error());
        reports.insert(reports.end(), std::make_move_iterator(told->begin()), std::make_move_iterator(told->end()));
    }
    return reports;
}

bool does_not_answer(const Error& error) {
    return error.code == Errc::unreachable || error.code == Errc::timeout || error.code == Errc::malformed;
}

}  // namespace ipmi::client
