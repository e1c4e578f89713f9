#include "api/host_form.hpp"

#include <memory>

#include "schema/chassis_form.hpp"
#include "schema/device_form.hpp"
#include "schema/fru_form.hpp"
#include "schema/sel_form.hpp"
#include "schema/sensor_form.hpp"

namespace ipmi::api {
namespace {

using engine::Part;
using schema::Json;

Json failure_form(const engine::PartFailure& failure) {
    Json json;
    json["time"] = schema::time_text(failure.time);
    json["error"] = schema::form(failure.why);
    return json;
}

/// "read" and, under `name`, what was read then.
template <class Dated>
void put_dated(Json& json, const char* name, const std::shared_ptr<const Dated>& dated) {
    if (!dated) return;
    json["read"] = schema::time_text(dated->time);
    json[name] = schema::form(dated->value);
}

/// The records are as old as the last change; fill level and clock are looked at more often.
void put_log(Json& json, const engine::HostBlock& block) {
    if (!block.sel) return;
    json["read"] = schema::time_text(block.sel->time);
    json["report"] = schema::form(block.sel->value.unpack());
    if (!block.sel_fill) return;
    json["read"] = schema::time_text(block.sel_fill->time);
    json["report"]["info"] = schema::form(block.sel_fill->value.info);
    json["report"].erase("bmc_clock");
    if (const auto clock = block.sel_fill->value.bmc_clock) json["report"]["bmc_clock"] = schema::time_text(*clock);
}

void put_failure(Json& json, const char* name, const engine::HostBlock& block, Part which) {
    if (const auto* failure = block.failure_of(which)) json[name] = failure_form(*failure);
}

void put_part(Json& json, const char* name, const engine::HostBlock& block, Part which) {
    switch (which) {
        case Part::sensors: put_dated(json, name, block.sensors); break;
        case Part::chassis: put_dated(json, name, block.chassis); break;
        case Part::sel: put_log(json, block); break;
        case Part::dcmi_power: put_dated(json, name, block.dcmi_power); break;
        case Part::device: put_dated(json, name, block.device); break;
        case Part::fru: put_dated(json, name, block.fru); break;
    }
    put_failure(json, "failed", block, which);
}

/// The part as members of the summary.
Json with_part(const engine::HostBlock& block, const char* name, Part which) {
    auto json = summary(block);
    put_part(json, name, block, which);
    return json;
}

}  // namespace

Json form(const Lamp& lamp) {
    Json json;
    json["colour"] = to_string(lamp.colour);
    json["blinking"] = lamp.blinking;
    return json;
}

Json summary(const engine::HostBlock& block) {
    Json json;
    json["host"] = block.name;
    json["addresses"] = block.addresses;
    schema::put(json, "path", block.path);
    json["reach"] = engine::to_string(block.reach);
    json["since"] = schema::time_text(block.since);
    if (block.stale) json["stale"] = true;
    if (block.error) json["error"] = schema::form(*block.error);
    json["severity"] = to_string(block.severity());
    if (const auto state = block.power()) json["power"] = to_string(*state);
    json["lamp"] = form(block.lamp());
    json["incidents"] = block.troubles.count;
    if (block.sensors) json["read"] = schema::time_text(block.sensors->time);
    json["generation"] = block.generation;
    return json;
}

Json sensors(const engine::HostBlock& block) {
    return with_part(block, "report", Part::sensors);
}

std::string sensors_line(const engine::HostBlock& block, schema::SensorForms<schema::JsonWriter>& forms) {
    auto text = schema::line(summary(block));
    text.pop_back();
    schema::JsonWriter out(text);
    if (block.sensors) {
        constexpr std::size_t usual_sensor_bytes = 500;
        text.reserve(text.size() + usual_sensor_bytes * (block.sensors->value.readings.size() + 2));
        schema::MomentText moment;
        text += ",\"report\":";
        forms.write_report(out, block.sensors->value, moment);
    }
    if (const auto* failure = block.failure_of(Part::sensors))
        text += ",\"failed\":" + schema::line(failure_form(*failure));
    text += "}\n";
    return text;
}

Json power(const engine::HostBlock& block) {
    auto json = with_part(block, "chassis", Part::chassis);
    if (block.dcmi_power) {
        auto& watts = json["dcmi_power"] = schema::form(block.dcmi_power->value);
        watts["read"] = schema::time_text(block.dcmi_power->time);
    }
    put_failure(json, "dcmi_power_failed", block, Part::dcmi_power);
    return json;
}

Json sel(const engine::HostBlock& block) {
    return with_part(block, "report", Part::sel);
}

Json device(const engine::HostBlock& block) {
    auto json = with_part(block, "device", Part::device);
    if (block.settings_read != WallTime()) json["settings_read"] = schema::time_text(block.settings_read);
    return json;
}

Json fru(const engine::HostBlock& block) {
    return with_part(block, "report", Part::fru);
}

Json part(const engine::HostBlock& block, engine::Part which) {
    Json json = Json::object();
    put_part(json, "report", block, which);
    return json;
}

}  // namespace ipmi::api
