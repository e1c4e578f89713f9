#include "schema/sensor_form.hpp"

#include <fmt/format.h>

#include <array>

namespace ipmi::schema {
namespace {

constexpr std::array<const char*, threshold_count> names{"lower_non_critical",    "lower_critical",
                                                         "lower_non_recoverable", "upper_non_critical",
                                                         "upper_critical",        "upper_non_recoverable"};

Json thresholds_form(const Thresholds& thresholds) {
    auto json = object(threshold_count);
    for (std::size_t i = 0; i < threshold_count; ++i) put(json, names[i], thresholds.values[i]);
    return json;
}

Json entity_form(const Entity& entity) {
    auto json = object(3);
    json["id"] = entity.id;
    json["instance"] = entity.instance;
    put(json, "name", entity.name);
    return json;
}

/// Offset and text of each asserted state; states that no table knows have no text.
Json states_form(const Sensor& sensor, const Reading& reading) {
    Json states = Json::array();
    for (unsigned offset = 0; offset < 15; ++offset) {
        if ((reading.states >> offset & 1) == 0) continue;
        Json state;
        state["offset"] = offset;
        if (offset < sensor.states.size()) {
            put(state, "text", sensor.states[offset].text);
            state["severity"] = to_string(sensor.states[offset].absent ? Severity::ok : sensor.states[offset].severity);
            if (sensor.states[offset].absent) state["absent"] = true;
        }
        states.push_back(std::move(state));
    }
    return states;
}

std::string raw_text(const Reading& reading) {
    return fmt::format("{:02x} {:02x} {:02x} {:02x}", reading.raw, reading.flags, reading.states & 0xff,
                       reading.states >> 8);
}

}  // namespace

const char* member_name(ThresholdKind kind) {
    return names[static_cast<std::size_t>(kind)];
}

Json form(const Sensor& sensor, const Reading& reading, const Thresholds& thresholds) {
    constexpr std::size_t most_members = 22;
    auto json = object(most_members);
    json["key"] = to_string(sensor.key);
    json["label"] = sensor.label;
    json["name"] = sensor.name;
    json["type"] = sensor.type_name;
    json["severity"] = to_string(reading.severity);
    if (reading.reason != Reason::none) json["reason"] = to_string(reading.reason);
    put(json, "value", reading.value);
    if (sensor.is_analog() && !sensor.unit.empty()) json["unit"] = sensor.unit;
    if (reading.crossed) json["crossed"] = member_name(*reading.crossed);
    if (!sensor.is_threshold() && reading.reason == Reason::none) json["states"] = states_form(sensor, reading);
    if (sensor.is_threshold()) json["thresholds"] = thresholds_form(thresholds);
    put(json, "positive_hysteresis", sensor.positive_hysteresis);
    put(json, "negative_hysteresis", sensor.negative_hysteresis);
    put(json, "nominal", sensor.nominal);
    put(json, "normal_minimum", sensor.normal_minimum);
    put(json, "normal_maximum", sensor.normal_maximum);
    put(json, "sensor_minimum", sensor.sensor_minimum);
    put(json, "sensor_maximum", sensor.sensor_maximum);
    json["entity"] = entity_form(sensor.entity);
    if (reading.completion != 0) json["completion"] = reading.completion;
    if (reading.has_raw) json["raw"] = raw_text(reading);
    json["time"] = time_text(reading.time);
    return json;
}

Json form(const PollStatistics& statistics) {
    Json json;
    json["requests"] = statistics.requests;
    json["retransmissions"] = statistics.retransmissions;
    json["session_us"] = statistics.session_time.count();
    json["round_trip_us"] = statistics.round_trip.count();
    json["wall_us"] = statistics.wall_time.count();
    json["cipher_suite"] = statistics.cipher_suite;
    json["window"] = statistics.window;
    json["sdr_from_cache"] = statistics.sdr_from_cache;
    return json;
}

Json form(const SensorReport& report) {
    Json json;
    json["severity"] = to_string(report.severity);
    if (report.cut) json["cut"] = report.cut->context;
    if (report.power_on) json["power"] = *report.power_on ? "on" : "off";
    auto& sensors = json["sensors"] = Json::array();
    sensors.get_ref<Json::array_t&>().reserve(report.readings.size());
    for (const auto& reading : report.readings)
        sensors.push_back(form(report.table->sensors.at(reading.sensor), reading, report.thresholds_of(reading)));
    auto& records = json["records"];
    records["read"] = report.table->record_count;
    records["expected"] = report.table->records_expected;
    if (!report.table->skipped.empty()) {
        json["skipped_records"] = Json::array();
        for (const auto& skipped : report.table->skipped) {
            Json record;
            record["record_id"] = skipped.record_id;
            record["why"] = skipped.why;
            json["skipped_records"].push_back(std::move(record));
        }
    }
    json["warnings"] = report.warnings;
    json["statistics"] = form(report.statistics);
    return json;
}

}  // namespace ipmi::schema
