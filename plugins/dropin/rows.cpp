#include "dropin/rows.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "dropin/freeipmi_names.hpp"

namespace plugins::dropin {
namespace {

using ipmi::Reading;
using ipmi::Reason;
using ipmi::Sensor;
using ipmi::Severity;
using ipmi::ThresholdKind;

/// FreeIPMI calls a part that is not there critical; --noentityabsent is the original's way to say otherwise.
Severity as_freeipmi_judges(const ipmi::Sensor& sensor, const ipmi::Reading& reading) {
    auto worst = reading.severity;
    if (!says_absent(sensor, reading)) return worst;
    for (std::size_t offset = 0; offset < sensor.states.size(); ++offset)
        if ((reading.states >> offset & 1) != 0) worst = ipmi::worse(worst, sensor.states[offset].severity);
    return worst;
}

const char* state_name(Severity severity) {
    switch (severity) {
        case Severity::ok: return "Nominal";
        case Severity::warning: return "Warning";
        case Severity::critical: return "Critical";
        case Severity::unknown: break;
    }
    return not_available;
}

/// FreeIPMI judges by the comparison that the BMC sends, and calls a non-critical limit nominal: its
/// freeipmi_interpret_sensor.conf as delivered.
Severity legacy_severity(std::uint16_t comparison) {
    static constexpr std::array critical{ThresholdKind::lower_critical, ThresholdKind::lower_non_recoverable,
                                         ThresholdKind::upper_critical, ThresholdKind::upper_non_recoverable};
    const bool crossed = std::any_of(critical.begin(), critical.end(), [comparison](ThresholdKind kind) {
        return (comparison >> static_cast<unsigned>(kind) & 1) != 0;
    });
    return crossed ? Severity::critical : Severity::ok;
}

std::string threshold_event(ThresholdKind kind) {
    static constexpr std::array<const char*, ipmi::threshold_count> texts{
        "At or Below (<=) Lower Non-Critical Threshold",    "At or Below (<=) Lower Critical Threshold",
        "At or Below (<=) Lower Non-Recoverable Threshold", "At or Above (>=) Upper Non-Critical Threshold",
        "At or Above (>=) Upper Critical Threshold",        "At or Above (>=) Upper Non-Recoverable Threshold"};
    return fmt::format("'{}'", texts[static_cast<std::size_t>(kind)]);
}

std::string limit_text(const ipmi::Thresholds& limits, ThresholdKind kind) {
    const auto& limit = limits[kind];
    return limit ? fmt::format("{:.2f}", *limit) : not_available;
}

void fill_threshold(SensorRow& row, const Sensor& sensor, const Reading& reading, const ipmi::Thresholds& limits,
                    bool legacy) {
    row.state = state_name(legacy ? legacy_severity(reading.states) : reading.severity);
    if (reading.crossed) row.event = threshold_event(*reading.crossed);
    if (!sensor.is_analog() || !reading.value) return;
    row.reading = reading_text(*reading.value);
    row.units = sensor.unit.empty() ? "unspecified" : sensor.unit;
    row.lower_nr = limit_text(limits, ThresholdKind::lower_non_recoverable);
    row.lower_c = limit_text(limits, ThresholdKind::lower_critical);
    row.lower_nc = limit_text(limits, ThresholdKind::lower_non_critical);
    row.upper_nc = limit_text(limits, ThresholdKind::upper_non_critical);
    row.upper_c = limit_text(limits, ThresholdKind::upper_critical);
    row.upper_nr = limit_text(limits, ThresholdKind::upper_non_recoverable);
}

/// The texts of all states that are set; FreeIPMI shows OEM states without a text as one number.
std::string discrete_event(const Sensor& sensor, const Reading& reading) {
    constexpr std::uint8_t first_oem_reading_type = 0x70;
    constexpr unsigned state_count = 15;
    if (reading.states == 0) return "'OK'";
    std::vector<std::string> texts;
    bool unknown = false;
    for (unsigned offset = 0; offset < state_count; ++offset) {
        if ((reading.states >> offset & 1) == 0) continue;
        if (offset < sensor.states.size() && !sensor.states[offset].text.empty())
            texts.push_back(fmt::format("'{}'", sensor.states[offset].text));
        else
            unknown = true;
    }
    const bool oem = sensor.event_reading_type >= first_oem_reading_type;
    if (unknown && texts.empty())
        texts.push_back(fmt::format("'{} = {:04X}h'", oem ? "OEM Event" : "Unrecognized Event", reading.states));
    return fmt::format("{}", fmt::join(texts, " "));
}

void fill_discrete(SensorRow& row, const Sensor& sensor, const Reading& reading) {
    if (sensor.interpreted) row.state = state_name(as_freeipmi_judges(sensor, reading));
    row.event = discrete_event(sensor, reading);
}

bool type_counts(std::uint8_t type, const SensorTypes& wanted, const SensorTypes& excluded) {
    return (wanted.empty() || contains(wanted, type)) && !contains(excluded, type);
}

/// IPMI v2.0 rev 1.1, table 32-1.
constexpr std::uint8_t system_event = 0x02;
constexpr std::uint8_t first_oem_record = 0xc0;
constexpr std::size_t sensor_type_byte = 10;

/// The vendor's bytes as FreeIPMI shows them where no table knows them; table 32-3: with a time, six are left.
std::string oem_text(const ipmi::SelRecord& record) {
    constexpr std::uint8_t first_without_time = 0xe0;
    constexpr std::uint8_t linux_panic = 0xf0;
    if (record.record_type == linux_panic) return record.detail;
    const std::size_t start = record.record_type < first_without_time ? 10 : 3;
    std::string text = "OEM defined =";
    for (auto i = start; i < record.raw.size(); ++i) text += fmt::format(" {:02X}h", record.raw[i]);
    return text;
}

std::string event_text(const ipmi::SelRecord& record) {
    if (record.record_type >= first_oem_record) return oem_text(record);
    auto text = record.event;
    if (record.trigger_value)
        text += fmt::format(" ; Sensor Reading = {} {}", reading_text(*record.trigger_value), record.unit);
    if (record.trigger_threshold)
        text += fmt::format(" ; Threshold = {} {}", reading_text(*record.trigger_threshold), record.unit);
    if (record.detail.empty()) return text;
    text += " ; ";
    for (const char character : record.detail) text += character == ';' ? std::string(" ;") : std::string(1, character);
    return text;
}

/// The sensor of an entry. Firmware leaves the LUN out of its events.
const Sensor* find_sensor(const ipmi::SensorTable& table, const ipmi::SensorKey& key, std::uint8_t type) {
    const Sensor* without_lun = nullptr;
    for (const auto& sensor : table.sensors) {
        if (sensor.key == key) return &sensor;
        if (sensor.key.owner == key.owner && sensor.key.number == key.number && sensor.type == type)
            without_lun = &sensor;
    }
    return without_lun;
}

std::string time_text(const ipmi::SelRecord& record) {
    if (record.time)
        return fmt::format("{:%Y-%m-%d %H:%M:%S}", fmt::gmtime(std::chrono::system_clock::to_time_t(*record.time)));
    return record.time_since_boot ? "PostInit" : not_available;
}

}  // namespace

std::string reading_text(double value) {
    const double whole = std::trunc(value);
    const double hundredths = (value - whole) * 100.0;
    const double cut = std::trunc(hundredths);
    const double rounded = hundredths - cut > 0.5 ? cut + 1 : cut;
    return fmt::format("{:.2f}", whole + rounded / 100.0);
}

std::vector<SensorRow> sensor_rows(const ipmi::SensorReport& report, const Options& options) {
    std::vector<SensorRow> rows;
    const auto& sensors = report.table->sensors;
    const EntityNames entities(*report.table);
    std::optional<std::uint16_t> shared_record;
    for (const auto& reading : report.readings) {
        const auto& sensor = sensors[reading.sensor];
        const bool first_of_record = sensor.record_name.empty() || shared_record != sensor.record_id;
        shared_record = sensor.record_name.empty() ? std::nullopt : std::optional(sensor.record_id);
        if (!first_of_record && !options.shared_sensors) continue;
        if (reading.reason != Reason::none || !type_counts(sensor.type, options.types, options.excluded_types))
            continue;
        SensorRow row;
        row.id = fmt::format("{}", sensor.record_id);
        row.name = options.shared_sensors ? sensor_name(sensor) : record_name(sensor);
        if (options.entity_names) row.name = entities.name(sensor, row.name);
        row.type = sensor.type_name;
        if (sensor.is_threshold())
            fill_threshold(row, sensor, reading, report.thresholds_of(reading), options.legacy_states);
        else
            fill_discrete(row, sensor, reading);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<SelRow> sel_rows(const ipmi::SelReport& report, const ipmi::SensorTable* table, const Options& options,
                             std::chrono::system_clock::time_point now) {
    std::vector<SelRow> rows;
    // Entries carry the BMC's time: its clock says best how old they are.
    if (report.bmc_clock) now = *report.bmc_clock;
    std::optional<EntityNames> entities;
    if (table != nullptr) entities.emplace(*table);
    const bool typed = !options.sel_types.empty() || !options.excluded_sel_types.empty();
    for (const auto& record : report.records) {
        const bool event = record.record_type < first_oem_record;
        if (event && record.record_type != system_event && !options.reserved_records) continue;
        if (typed &&
            (!event || !type_counts(record.raw[sensor_type_byte], options.sel_types, options.excluded_sel_types)))
            continue;
        // An entry without a time may be new.
        if (options.sel_days && record.time && *record.time < now - std::chrono::days(*options.sel_days)) continue;
        SelRow row;
        row.id = fmt::format("{}", record.id);
        row.time = time_text(record);
        if (record.interpretation) row.state = state_name(*record.interpretation);
        row.event = event_text(record);
        if (record.sensor) {
            const auto* sensor =
                table != nullptr ? find_sensor(*table, *record.sensor, record.raw[sensor_type_byte]) : nullptr;
            row.name = sensor != nullptr ? entities->name(*sensor) : fmt::format("Sensor #{}", record.sensor->number);
            row.type = record.sensor_type;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace plugins::dropin
