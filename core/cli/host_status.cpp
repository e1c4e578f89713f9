#include "cli/host_status.hpp"

#include <map>

#include "cli/show_sensors.hpp"
#include "schema/event_form.hpp"

namespace ipmi::cli {
namespace {

using schema::Json;

std::string reason_of(const Error& error) {
    return error.context.empty() ? to_string(error.code) : error.context;
}

void add_error(HostStatus& status, const Error& error, std::optional<WallTime> since) {
    status.error = error;
    status.troubles.push_back({Severity::unknown, reason_of(error), {}, since});
}

void add_chassis(HostStatus& status, const ChassisStatus& chassis) {
    status.power = chassis.power;
    const auto add = [&status](bool set, const char* what) {
        if (set) status.troubles.push_back({Severity::critical, what, {}, {}});
    };
    add(chassis.power_fault, "power fault");
    add(chassis.power_control_fault, "power control fault");
    add(chassis.power_overload, "power overload");
    add(chassis.cooling_fault, "cooling fault");
    add(chassis.drive_fault, "drive fault");
}

Json lamp_form(const Lamp& lamp) {
    Json json;
    json["colour"] = to_string(lamp.colour);
    json["blinking"] = lamp.blinking;
    return json;
}

}  // namespace

bool is_explained(const HostStatus& status) {
    auto told = Severity::ok;
    for (const auto& trouble : status.troubles) told = worse(told, trouble.severity);
    return worse(told, status.severity) == told;
}

void add_troubles(HostStatus& status, const SensorReport& report) {
    std::map<std::string, Severity> told;
    for (const auto& trouble : status.troubles)
        if (trouble.incident) told.emplace(trouble.incident->key, trouble.severity);
    const auto is_told = [&told, &report](const Reading& reading) {
        const auto known = told.find(to_string(report.table->sensors.at(reading.sensor).key));
        return known != told.end() && worse(known->second, reading.severity) == known->second;
    };
    for (const auto& reading : report.readings)
        if (reading.severity != Severity::ok && !is_told(reading))
            status.troubles.push_back(
                {reading.severity,
                 trouble_text(report.table->sensors.at(reading.sensor), reading, report.thresholds_of(reading)),
                 {},
                 {}});
    if (report.cut) status.troubles.push_back({Severity::unknown, "not all was read: " + report.cut->context, {}, {}});
}

HostStatus status_of(const client::HostSummary& summary, const std::vector<Incident>& incidents) {
    HostStatus status;
    status.host = summary.host;
    status.answers = summary.answers();
    status.severity = summary.severity;
    status.power = summary.power;
    status.lamp = summary.lamp;
    for (const auto& incident : incidents)
        status.troubles.push_back({incident.severity, incident.text, incident, incident.raised});
    // What an incident tells already is not told twice.
    if (!summary.answers() && incidents.empty())
        add_error(status, summary.error.value_or(Error{Errc::unset, summary.reach, {}}), summary.since);
    return status;
}

HostStatus status_of(const std::string& host, const Result<HostReport>& report) {
    HostStatus status;
    status.host = host;
    if (!report) {
        add_error(status, report.error(), {});
    } else {
        const auto& sensors = report->sensors;
        const auto& chassis = report->chassis;
        status.answers = sensors && *sensors;
        if (status.answers) {
            status.severity = (*sensors)->severity;
            add_troubles(status, **sensors);
        } else if (sensors) {
            add_error(status, sensors->error(), {});
        }
        if (chassis && *chassis) add_chassis(status, **chassis);
    }
    for (const auto& trouble : status.troubles) status.severity = worse(status.severity, trouble.severity);
    const bool identifying = report && report->chassis && *report->chassis &&
                             ((*report->chassis)->identify == IdentifyState::temporary_on ||
                              (*report->chassis)->identify == IdentifyState::indefinite_on);
    status.lamp = lamp_of(status.power, status.severity, identifying);
    return status;
}

Json form(const HostStatus& status) {
    Json json;
    json["severity"] = to_string(status.severity);
    if (status.power) json["power"] = to_string(*status.power);
    json["lamp"] = lamp_form(status.lamp);
    json["answers"] = status.answers;
    if (status.error) json["error"] = schema::form(*status.error);
    auto& incidents = json["incidents"] = Json::array();
    auto& troubles = json["troubles"] = Json::array();
    for (const auto& trouble : status.troubles) {
        if (trouble.incident) {
            incidents.push_back(schema::form(*trouble.incident));
            continue;
        }
        Json one;
        one["severity"] = to_string(trouble.severity);
        one["text"] = trouble.text;
        troubles.push_back(std::move(one));
    }
    return json;
}

}  // namespace ipmi::cli
