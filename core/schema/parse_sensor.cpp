#include "schema/members.hpp"
#include "schema/sensor_form.hpp"

namespace ipmi::schema {
namespace {

SensorKey key_of(const std::string& text) {
    const auto key = parse_sensor_key(text);
    if (!key) throw Wrong{"\"key\" is not owner.lun.number"};
    return *key;
}

/// "raw, flags, low and high byte of the states".
void take_raw(const Json& json, Reading& reading) {
    const auto bytes = raw_array_of<4>(json, "raw");
    reading.has_raw = true;
    reading.raw = bytes[0];
    reading.flags = bytes[1];
    reading.states = static_cast<std::uint16_t>(bytes[2] | bytes[3] << 8);
}

constexpr std::size_t most_states = 15;

void take_states(const Json& json, Sensor& sensor, Reading& reading) {
    for (const auto& state : list_of(json, "states")) {
        const auto offset = value_of<unsigned>(state, "offset");
        if (offset >= most_states) throw Wrong{"\"offset\" is too large"};
        reading.states = static_cast<std::uint16_t>(reading.states | 1u << offset);
        if (!state.contains("severity")) continue;  // no table knows this one
        if (sensor.states.size() <= offset) sensor.states.resize(offset + 1);
        auto& meaning = sensor.states[offset];
        meaning.text = safe_text_of(state, "text");
        meaning.severity = severity_of(state);
        meaning.absent = maybe<bool>(state, "absent").value_or(false);
    }
}

Thresholds thresholds_of(const Json& json) {
    Thresholds thresholds;
    for (std::size_t i = 0; i < threshold_count; ++i)
        thresholds.values[i] = maybe<double>(json, member_name(static_cast<ThresholdKind>(i)));
    return thresholds;
}

constexpr std::uint8_t threshold_based = 0x01;
constexpr std::uint8_t sensor_specific = 0x6f;

std::pair<Sensor, Reading> sensor_of(const Json& json) {
    Sensor sensor;
    Reading reading;
    sensor.key = key_of(value_of<std::string>(json, "key"));
    sensor.label = clean_text(value_of<std::string>(json, "label"));
    sensor.name = clean_text(value_of<std::string>(json, "name"));
    sensor.type_name = clean_text(value_of<std::string>(json, "type"));
    sensor.unit = safe_text_of(json, "unit");
    const auto& entity = need(json, "entity");
    sensor.entity = {value_of<std::uint8_t>(entity, "id"), value_of<std::uint8_t>(entity, "instance"),
                     safe_text_of(entity, "name")};
    sensor.event_reading_type = json.contains("thresholds") ? threshold_based : sensor_specific;
    if (json.contains("thresholds")) sensor.thresholds = thresholds_of(json["thresholds"]);
    sensor.positive_hysteresis = maybe<double>(json, "positive_hysteresis");
    sensor.negative_hysteresis = maybe<double>(json, "negative_hysteresis");
    sensor.nominal = maybe<double>(json, "nominal");
    sensor.normal_minimum = maybe<double>(json, "normal_minimum");
    sensor.normal_maximum = maybe<double>(json, "normal_maximum");
    sensor.sensor_minimum = maybe<double>(json, "sensor_minimum");
    sensor.sensor_maximum = maybe<double>(json, "sensor_maximum");
    reading.severity = severity_of(json);
    reading.reason = Reason::none;
    if (const auto reason = maybe<std::string>(json, "reason"))
        reading.reason = word_of(*reason, Reason::event_only, "reason");
    reading.value = maybe<double>(json, "value");
    if (reading.value || !sensor.unit.empty())
        sensor.conversion.format = Conversion::Format::unsigned_;  // it is analog
    if (const auto crossed = maybe<std::string>(json, "crossed")) {
        for (std::size_t i = 0; i < threshold_count; ++i)
            if (*crossed == member_name(static_cast<ThresholdKind>(i))) reading.crossed = static_cast<ThresholdKind>(i);
        if (!reading.crossed) throw Wrong{"\"crossed\" is no threshold"};
    }
    reading.completion = maybe<std::uint8_t>(json, "completion").value_or(std::uint8_t{0});
    if (json.contains("raw")) take_raw(json, reading);
    if (json.contains("states")) take_states(json, sensor, reading);
    reading.time = time_of(json, "time");
    return {std::move(sensor), reading};
}

SensorReport sensor_report_of(const Json& json) {
    SensorReport report;
    auto table = std::make_shared<SensorTable>();
    report.severity = severity_of(json);
    if (json.contains("cut")) report.cut = Error{Errc::timeout, safe_text_of(json, "cut"), {}};
    if (const auto power = maybe<std::string>(json, "power")) report.power_on = *power == "on";
    for (const auto& one : list_of(json, "sensors")) {
        auto [sensor, reading] = sensor_of(one);
        reading.sensor = static_cast<std::uint32_t>(table->sensors.size());
        table->sensors.push_back(std::move(sensor));
        report.readings.push_back(reading);
    }
    if (json.contains("skipped_records"))
        for (const auto& record : list_of(json, "skipped_records"))
            table->skipped.push_back({value_of<std::uint16_t>(record, "record_id"), safe_text_of(record, "why")});
    if (const auto& counts = json.find("records"); counts != json.end()) {
        table->record_count = value_of<std::uint16_t>(*counts, "read");
        table->records_expected = value_of<std::uint16_t>(*counts, "expected");
    }
    report.warnings = safe_texts_of(json, "warnings");
    report.statistics = statistics_of(need(json, "statistics"));
    report.table = std::move(table);
    return report;
}

}  // namespace

PollStatistics statistics_of(const Json& json) {
    using std::chrono::microseconds;
    PollStatistics statistics;
    statistics.requests = value_of<std::uint32_t>(json, "requests");
    statistics.retransmissions = value_of<std::uint32_t>(json, "retransmissions");
    statistics.session_time = microseconds(value_of<std::int64_t>(json, "session_us"));
    statistics.round_trip = microseconds(value_of<std::int64_t>(json, "round_trip_us"));
    statistics.wall_time = microseconds(value_of<std::int64_t>(json, "wall_us"));
    statistics.cipher_suite = value_of<std::uint8_t>(json, "cipher_suite");
    statistics.window = value_of<std::uint8_t>(json, "window");
    statistics.sdr_from_cache = value_of<bool>(json, "sdr_from_cache");
    return statistics;
}

Result<SensorReport> parse_sensor_report(const Json& json) {
    return checked(sensor_report_of, json);
}

}  // namespace ipmi::schema
