#include "schema/sensor_writer.hpp"

#include <array>
#include <optional>

#include "schema/sensor_form.hpp"

namespace ipmi::schema {
namespace {

constexpr std::size_t most_tables = 256;  // some 6 MB of text

template <class Writer, class Value>
void member(Writer& out, const char* name, const Value& value) {
    out.name(name);
    out.value(value);
}

template <class Writer>
void maybe_member(Writer& out, const char* name, const std::optional<double>& value) {
    if (value) member(out, name, rounded(*value));
}

template <class Writer>
void maybe_member(Writer& out, const char* name, const std::string& text) {
    if (!text.empty()) member(out, name, std::string_view(text));
}

template <class Writer>
void write_thresholds(Writer& out, const Thresholds& thresholds) {
    out.name("thresholds");
    out.open_object();
    for (std::size_t i = 0; i < threshold_count; ++i)
        maybe_member(out, member_name(static_cast<ThresholdKind>(i)), thresholds.values[i]);
    out.close_object();
}

template <class Writer, class Write>
std::string written(const Write& write) {
    std::string text;
    Writer out(text);
    write(out);
    return text;
}

template <class Writer>
WrittenSensor written_sensor(const Sensor& sensor, SensorDetail detail) {
    const bool all = detail == SensorDetail::all;
    WrittenSensor kept;
    kept.begin = written<Writer>([&sensor, all](Writer& out) {
        member(out, "key", std::string_view(to_string(sensor.key)));
        member(out, "label", std::string_view(sensor.label));
        if (!all) return;
        member(out, "name", std::string_view(sensor.name));
        member(out, "type", std::string_view(sensor.type_name));
    });
    kept.unit = written<Writer>([&sensor](Writer& out) {
        if (sensor.is_analog()) maybe_member(out, "unit", sensor.unit);
    });
    if (!all) return kept;
    kept.thresholds = written<Writer>([&sensor](Writer& out) {
        if (sensor.is_threshold()) write_thresholds(out, sensor.thresholds);
    });
    kept.end = written<Writer>([&sensor](Writer& out) {
        maybe_member(out, "positive_hysteresis", sensor.positive_hysteresis);
        maybe_member(out, "negative_hysteresis", sensor.negative_hysteresis);
        maybe_member(out, "nominal", sensor.nominal);
        maybe_member(out, "normal_minimum", sensor.normal_minimum);
        maybe_member(out, "normal_maximum", sensor.normal_maximum);
        maybe_member(out, "sensor_minimum", sensor.sensor_minimum);
        maybe_member(out, "sensor_maximum", sensor.sensor_maximum);
        out.name("entity");
        out.open_object();
        member(out, "id", unsigned{sensor.entity.id});
        member(out, "instance", unsigned{sensor.entity.instance});
        maybe_member(out, "name", sensor.entity.name);
        out.close_object();
    });
    return kept;
}

template <class Writer>
void write_states(Writer& out, const Sensor& sensor, const Reading& reading) {
    out.name("states");
    out.open_list();
    for (unsigned offset = 0; offset < 15; ++offset) {
        if ((reading.states >> offset & 1) == 0) continue;
        out.open_object();
        member(out, "offset", offset);
        if (offset < sensor.states.size()) {
            const auto& meaning = sensor.states[offset];
            maybe_member(out, "text", meaning.text);
            member(out, "severity", to_string(meaning.absent ? Severity::ok : meaning.severity));
            if (meaning.absent) member(out, "absent", true);
        }
        out.close_object();
    }
    out.close_list();
}

/// "62 c0 d0 00"
std::string_view raw_text(const Reading& reading, std::array<char, 11>& space) {
    constexpr std::string_view digits = "0123456789abcdef";
    const std::array<unsigned, 4> bytes{reading.raw, reading.flags, reading.states & 0xffu,
                                        unsigned{reading.states} >> 8};
    space.fill(' ');
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        space[3 * i] = digits[bytes[i] >> 4];
        space[3 * i + 1] = digits[bytes[i] & 0xf];
    }
    return {space.data(), space.size()};
}

}  // namespace

template <class Writer>
std::shared_ptr<const WrittenTable> SensorForms<Writer>::table_of(const std::shared_ptr<const SensorTable>& table) {
    const std::lock_guard lock(mutex_);
    const auto known = kept_.find(table.get());
    if (known != kept_.end()) return known->second.written;
    auto made = std::make_shared<WrittenTable>();
    made->reserve(table->sensors.size());
    for (const auto& sensor : table->sensors) made->push_back(written_sensor<Writer>(sensor, detail_));
    if (kept_.size() >= most_tables) kept_.clear();
    kept_[table.get()] = {table, made};
    return made;
}

template <class Writer>
void SensorForms<Writer>::write_sensors(Writer& out, const SensorReport& report, MomentText& moment) {
    const auto table = table_of(report.table);
    std::array<char, 11> space{};
    out.open_list();
    for (const auto& reading : report.readings) {
        const auto& sensor = report.table->sensors.at(reading.sensor);
        const auto& kept = table->at(reading.sensor);
        out.open_object();
        out.written(kept.begin);
        member(out, "severity", to_string(reading.severity));
        if (reading.reason != Reason::none) member(out, "reason", to_string(reading.reason));
        maybe_member(out, "value", reading.value);
        out.written(kept.unit);
        if (reading.crossed) member(out, "crossed", member_name(*reading.crossed));
        if (!sensor.is_threshold() && reading.reason == Reason::none) write_states(out, sensor, reading);
        if (detail_ == SensorDetail::all && report.live_thresholds.contains(reading.sensor) && sensor.is_threshold())
            write_thresholds(out, report.thresholds_of(reading));
        else
            out.written(kept.thresholds);
        out.written(kept.end);
        if (reading.completion != 0) member(out, "completion", unsigned{reading.completion});
        if (reading.has_raw) member(out, "raw", raw_text(reading, space));
        member(out, "time", moment.of(std::chrono::time_point_cast<WallTime::duration>(reading.time)));
        out.close_object();
    }
    out.close_list();
}

template <class Writer>
void SensorForms<Writer>::write_report(Writer& out, const SensorReport& report, MomentText& moment) {
    out.open_object();
    member(out, "severity", to_string(report.severity));
    if (report.cut) member(out, "cut", std::string_view(report.cut->context));
    if (report.power_on) member(out, "power", *report.power_on ? "on" : "off");
    out.name("sensors");
    write_sensors(out, report, moment);
    out.name("records");
    out.open_object();
    member(out, "read", unsigned{report.table->record_count});
    member(out, "expected", unsigned{report.table->records_expected});
    out.close_object();
    if (!report.table->skipped.empty()) {
        out.name("skipped_records");
        out.open_list();
        for (const auto& skipped : report.table->skipped) {
            out.open_object();
            member(out, "record_id", unsigned{skipped.record_id});
            member(out, "why", std::string_view(skipped.why));
            out.close_object();
        }
        out.close_list();
    }
    out.name("warnings");
    out.open_list();
    for (const auto& warning : report.warnings) out.value(std::string_view(warning));
    out.close_list();
    const auto& statistics = report.statistics;
    out.name("statistics");
    out.open_object();
    member(out, "requests", statistics.requests);
    member(out, "retransmissions", statistics.retransmissions);
    member(out, "session_us", static_cast<std::uint64_t>(statistics.session_time.count()));
    member(out, "round_trip_us", static_cast<std::uint64_t>(statistics.round_trip.count()));
    member(out, "wall_us", static_cast<std::uint64_t>(statistics.wall_time.count()));
    member(out, "cipher_suite", unsigned{statistics.cipher_suite});
    member(out, "window", unsigned{statistics.window});
    member(out, "sdr_from_cache", statistics.sdr_from_cache);
    out.close_object();
    out.close_object();
}

template class SensorForms<JsonWriter>;
template class SensorForms<CborWriter>;

}  // namespace ipmi::schema
