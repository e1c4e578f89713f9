#include "engine/block_form.hpp"

#include "engine/readings_form.hpp"
#include "schema/chassis_form.hpp"
#include "schema/device_form.hpp"
#include "schema/fru_form.hpp"
#include "schema/members.hpp"
#include "schema/parse.hpp"
#include "schema/sel_form.hpp"
#include "schema/sensor_form.hpp"

namespace ipmi::engine {
namespace {

using schema::Json;

/// A longer log costs more to read at the start than it is worth: it is read from the BMC soon.
constexpr std::size_t most_records = 200;

constexpr std::int64_t latest = 9'000'000'000'000;  ///< milliseconds: the year 2255

std::int64_t number_of(WallTime time) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

WallTime time_of(const Json& json, const char* name) {
    const auto number = schema::value_of<std::int64_t>(json, name);
    if (number < 0 || number > latest) throw schema::Wrong{"a time is out of range"};
    return WallTime(std::chrono::milliseconds(number));
}

Json sensors_form(const HostBlock& block) {
    const auto& report = block.sensors->value;
    Json json;
    json["read"] = number_of(block.sensors->time);
    json["table"] = block.table_key;
    json["severity"] = static_cast<unsigned>(report.severity);
    if (report.power_on) json["power_on"] = *report.power_on;
    if (report.cut) json["cut"] = schema::form(*report.cut);
    json["warnings"] = report.warnings;
    json["statistics"] = schema::form(report.statistics);
    json["readings"] = Json::binary(encode_readings(report));
    return json;
}

void restore_sensors(HostBlock& block, const Json& json, host::TableCache& tables) {
    auto dated = std::make_shared<Dated<SensorReport>>();
    auto& report = dated->value;
    dated->time = time_of(json, "read");
    const auto key = schema::value_of<std::string>(json, "table");
    report.table = tables.find(key, report.warnings).table;
    if (!report.table) return;
    report.severity = static_cast<Severity>(
        std::min<unsigned>(schema::value_of<unsigned>(json, "severity"), static_cast<unsigned>(Severity::unknown)));
    report.power_on = schema::maybe<bool>(json, "power_on");
    if (json.contains("cut")) {
        const auto cut = schema::parse_error(json["cut"]);
        if (cut) report.cut = *cut;
    }
    report.warnings = schema::safe_texts_of(json, "warnings");
    report.statistics = schema::statistics_of(schema::need(json, "statistics"));
    const auto& readings = schema::need(json, "readings");
    if (!readings.is_binary() || !decode_readings(readings.get_binary(), report)) return;
    block.table_key = key;
    block.sensors = std::move(dated);
    block.stale = true;
}

Json form_of(const PackedLog& log) {
    return schema::form(log.unpack());
}
template <class T>
Json form_of(const T& value) {
    return schema::form(value);
}

template <class T>
void put(Json& json, const char* name, const std::shared_ptr<const Dated<T>>& dated) {
    if (!dated) return;
    auto& one = json[name];
    one["read"] = number_of(dated->time);
    one["value"] = form_of(dated->value);
}

template <class T, class Parsed>
void take(const Json& json, const char* name, Result<Parsed> (*parse)(const Json&),
          std::shared_ptr<const Dated<T>>& dated) {
    if (!json.contains(name)) return;
    auto value = parse(schema::need(json[name], "value"));
    if (value) dated = std::make_shared<const Dated<T>>(Dated<T>{time_of(json[name], "read"), T(std::move(*value))});
}

}  // namespace

Bytes encode(const HostBlock& block) {
    Json json;
    json["reach"] = static_cast<unsigned>(block.reach);
    json["since"] = number_of(block.since);
    if (block.error) json["error"] = schema::form(*block.error);
    if (block.sensors && !block.table_key.empty()) json["sensors"] = sensors_form(block);
    put(json, "chassis", block.chassis);
    put(json, "dcmi_power", block.dcmi_power);
    put(json, "device", block.device);
    json["settings_read"] = number_of(block.settings_read);
    put(json, "fru", block.fru);
    if (block.sel && block.sel->value.complete() && block.sel->value.size() <= most_records) {
        put(json, "sel", block.sel);
        if (block.sel_fill) json["sel"]["read"] = number_of(block.sel_fill->time);
    }
    return Json::to_cbor(json);
}

void restore(HostBlock& block, ByteView bytes, host::TableCache& tables) {
    const auto json = Json::from_cbor(bytes.begin(), bytes.end(), true, false);
    if (!json.is_object()) return;
    // Each by itself: what one cannot be made of leaves the others.
    const auto apart = [](const auto& read) {
        try {
            read();
        } catch (const schema::Wrong&) {
        } catch (const Json::exception&) {
        }
    };
    apart([&] {
        if (schema::value_of<unsigned>(json, "reach") == static_cast<unsigned>(Reach::silent)) {
            const auto error = schema::parse_error(schema::need(json, "error"));
            if (!error) return;
            block.error = *error;
            block.reach = Reach::silent;
        } else if (schema::value_of<unsigned>(json, "reach") == static_cast<unsigned>(Reach::answers)) {
            block.reach = Reach::answers;
        }
        block.since = time_of(json, "since");
    });
    apart([&] {
        if (json.contains("sensors")) restore_sensors(block, json["sensors"], tables);
    });
    apart([&] { take(json, "chassis", schema::parse_chassis_status, block.chassis); });
    apart([&] { take(json, "dcmi_power", schema::parse_dcmi_power, block.dcmi_power); });
    apart([&] { take(json, "device", schema::parse_device_report, block.device); });
    apart([&] { take(json, "fru", schema::parse_fru_report, block.fru); });
    apart([&] { take(json, "sel", schema::parse_sel_report, block.sel); });
    apart([&] { block.settings_read = time_of(json, "settings_read"); });
    block.stale = block.reach != Reach::not_asked;
}

}  // namespace ipmi::engine
