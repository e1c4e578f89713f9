#include "engine/host_memory.hpp"

#include <algorithm>

#include "base/hex.hpp"
#include "schema/values.hpp"

namespace ipmi::engine {
namespace {

using schema::Json;

std::optional<std::array<std::uint8_t, 16>> record_of(const Json& json) {
    if (!json.is_string()) return std::nullopt;
    const auto bytes = from_hex(json.get<std::string>());
    std::array<std::uint8_t, 16> record{};
    if (!bytes || bytes->size() != record.size()) return std::nullopt;
    std::copy(bytes->begin(), bytes->end(), record.begin());
    return record;
}

SensorState state_of(const Json& json) {
    SensorState state;
    state.severity = Severity::unknown;
    if (const auto severity = json.find("severity"); severity != json.end() && severity->is_string())
        state.severity = parse_severity(severity->get<std::string>()).value_or(Severity::unknown);
    if (const auto crossed = json.find("crossed"); crossed != json.end() && crossed->is_number_unsigned())
        if (const auto kind = crossed->get<std::uint64_t>(); kind < threshold_count)
            state.crossed = static_cast<ThresholdKind>(kind);
    return state;
}

bool truth(const Json& json, const char* name) {
    const auto value = json.find(name);
    return value != json.end() && value->is_boolean() && value->get<bool>();
}

}  // namespace

std::string to_text(const HostMemory& memory) {
    Json json = Json::object();
    if (memory.power) json["power_on"] = *memory.power == PowerState::on;
    if (memory.identifying) json["identifying"] = *memory.identifying;
    if (memory.silent) json["silent"] = true;
    if (memory.log_known) json["log_known"] = true;
    if (memory.last_record) json["last_record"] = to_hex(*memory.last_record);
    for (const auto& [key, state] : memory.sensors) {
        auto& sensor = json["sensors"][to_string(key)];
        sensor["severity"] = to_string(state.severity);
        if (state.crossed) sensor["crossed"] = static_cast<unsigned>(*state.crossed);
    }
    return schema::line(json);
}

HostMemory without_troubles(HostMemory memory) {
    memory.silent = false;
    memory.sensors.clear();
    // As at the first contact, at which records that are open are raised; those that were history still are.
    memory.log_known = false;
    memory.last_record.reset();
    return memory;
}

HostMemory parse_memory(std::string_view text) {
    HostMemory memory;
    const auto json = Json::parse(text, nullptr, false);
    if (!json.is_object()) return memory;
    if (json.contains("power_on")) memory.power = truth(json, "power_on") ? PowerState::on : PowerState::off;
    if (json.contains("identifying")) memory.identifying = truth(json, "identifying");
    memory.silent = truth(json, "silent");
    memory.log_known = truth(json, "log_known");
    if (const auto record = json.find("last_record"); record != json.end()) memory.last_record = record_of(*record);
    if (const auto sensors = json.find("sensors"); sensors != json.end() && sensors->is_object())
        for (const auto& [name, state] : sensors->items())
            if (const auto key = parse_sensor_key(name)) memory.sensors[*key] = state_of(state);
    return memory;
}

}  // namespace ipmi::engine
