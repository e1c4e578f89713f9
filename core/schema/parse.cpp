#include "schema/parse.hpp"

#include <fmt/format.h>

#include <charconv>

#include "base/error.hpp"
#include "schema/members.hpp"
#include "schema/sensor_form.hpp"

namespace ipmi::schema {
namespace {

SensorKey key_of(const std::string& text) {
    const auto key = parse_sensor_key(text);
    if (!key) throw Wrong{"\"key\" is not owner.lun.number"};
    return *key;
}

/// "raw, flags, low and high byte of the states", in hexadecimal.
void take_raw(const std::string& text, Reading& reading) {
    std::array<std::uint8_t, 4> bytes{};
    if (text.size() != 11) throw Wrong{"\"raw\" is not four bytes"};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto* at = text.data() + 3 * i;
        const auto [end, error] = std::from_chars(at, at + 2, bytes[i], 16);
        if (error != std::errc() || end != at + 2) throw Wrong{"\"raw\" is not four bytes"};
    }
    reading.has_raw = true;
    reading.raw = bytes[0];
    reading.flags = bytes[1];
    reading.states = static_cast<std::uint16_t>(bytes[2] | bytes[3] << 8);
}

constexpr std::size_t most_states = 15;

void take_states(const Json& states, Sensor& sensor, Reading& reading) {
    if (!states.is_array()) throw Wrong{"\"states\" is no list"};
    for (const auto& state : states) {
        const auto offset = value_of<unsigned>(state, "offset");
        if (offset >= most_states) throw Wrong{"\"offset\" is too large"};
        reading.states = static_cast<std::uint16_t>(reading.states | 1u << offset);
        if (sensor.states.size() <= offset) sensor.states.resize(offset + 1);
        auto& meaning = sensor.states[offset];
        meaning.text = text_of(state, "text");
        if (state.contains("severity")) meaning.severity = severity_of(state);
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
    sensor.label = value_of<std::string>(json, "label");
    sensor.name = value_of<std::string>(json, "name");
    sensor.type_name = value_of<std::string>(json, "type");
    sensor.unit = text_of(json, "unit");
    const auto& entity = need(json, "entity");
    sensor.entity = {value_of<std::uint8_t>(entity, "id"), value_of<std::uint8_t>(entity, "instance"),
                     text_of(entity, "name")};
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
    if (const auto raw = maybe<std::string>(json, "raw")) take_raw(*raw, reading);
    if (json.contains("states")) take_states(json["states"], sensor, reading);
    const auto time = parse_time(value_of<std::string>(json, "time"));
    if (!time) throw Wrong{"\"time\": " + time.error().context};
    reading.time = *time;
    return {std::move(sensor), reading};
}

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

SensorReport report_of(const Json& json) {
    SensorReport report;
    auto table = std::make_shared<SensorTable>();
    report.severity = severity_of(json);
    if (const auto cut = maybe<std::string>(json, "cut")) report.cut = Error{Errc::timeout, *cut, {}};
    if (const auto power = maybe<std::string>(json, "power")) report.power_on = *power == "on";
    const auto& sensors = need(json, "sensors");
    if (!sensors.is_array()) throw Wrong{"\"sensors\" is no list"};
    for (const auto& one : sensors) {
        auto [sensor, reading] = sensor_of(one);
        reading.sensor = static_cast<std::uint32_t>(table->sensors.size());
        table->sensors.push_back(std::move(sensor));
        report.readings.push_back(reading);
    }
    if (json.contains("skipped_records"))
        for (const auto& record : json["skipped_records"])
            table->skipped.push_back({value_of<std::uint16_t>(record, "record_id"), text_of(record, "why")});
    if (const auto& counts = json.find("records"); counts != json.end()) {
        table->record_count = value_of<std::uint16_t>(*counts, "read");
        table->records_expected = value_of<std::uint16_t>(*counts, "expected");
    }
    report.warnings = value_of<std::vector<std::string>>(json, "warnings");
    report.statistics = statistics_of(need(json, "statistics"));
    report.table = std::move(table);
    return report;
}

Error error_of(const Json& json) {
    Error error;
    error.code = word_of(value_of<std::string>(json, "code"), Errc::local, "code");
    error.context = value_of<std::string>(json, "context");
    error.completion = maybe<std::uint8_t>(json, "completion");
    return error;
}

}  // namespace

Result<Json> parse_json(std::string_view text) {
    auto json = Json::parse(text, nullptr, false);
    if (json.is_discarded()) return malformed("no JSON");
    return json;
}

Result<SensorReport> parse_sensor_report(const Json& json) {
    return checked(report_of, json);
}

Result<Error> parse_error(const Json& json) {
    return checked(error_of, json);
}

Result<WallTime> parse_time(std::string_view text) {
    using namespace std::chrono;
    // "2026-11-24T04:31:07.250Z"
    constexpr std::string_view shape = "dddd-dd-ddTdd:dd:dd";
    const auto wrong = malformed("no time as RFC 3339 has it");
    if (text.size() < shape.size() + 1 || text.back() != 'Z') return wrong;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        if (shape[i] == 'd' ? !digit : text[i] != shape[i]) return wrong;
    }
    const auto number = [&text](std::size_t at, std::size_t size) {
        int value = 0;
        std::from_chars(text.data() + at, text.data() + at + size, value);
        return value;
    };
    const year_month_day date(year(number(0, 4)), month(static_cast<unsigned>(number(5, 2))),
                              day(static_cast<unsigned>(number(8, 2))));
    if (!date.ok() || number(11, 2) > 23 || number(14, 2) > 59 || number(17, 2) > 60) return wrong;
    auto fraction = text.substr(shape.size(), text.size() - shape.size() - 1);
    int thousandths = 0;
    if (!fraction.empty()) {
        const auto [end, error] = std::from_chars(fraction.data() + 1, fraction.data() + fraction.size(), thousandths);
        if (fraction.size() != 4 || fraction.front() != '.' || error != std::errc() ||
            end != fraction.data() + fraction.size())
            return wrong;
    }
    return WallTime(sys_days(date)) + hours(number(11, 2)) + minutes(number(14, 2)) + seconds(number(17, 2)) +
           milliseconds(thousandths);
}

}  // namespace ipmi::schema
