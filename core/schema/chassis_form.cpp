#include "schema/chassis_form.hpp"

#include "base/hex.hpp"

namespace ipmi::schema {

const char* identify_text(IdentifyState state) {
    switch (state) {
        case IdentifyState::off: return "off";
        case IdentifyState::temporary_on: return "on for a time";
        case IdentifyState::indefinite_on: return "on";
        case IdentifyState::unknown: return "unknown";
    }
    return "unknown";
}

Json form(const BootOptions& options) {
    Json json;
    json["device"] = to_string(options.device);
    json["valid"] = options.valid;
    json["persistent"] = options.persistent;
    json["uefi"] = options.uefi;
    return json;
}

Json form(const ChassisStatus& status) {
    Json json;
    json["power"] = to_string(status.power);
    json["power_overload"] = status.power_overload;
    json["power_interlock"] = status.power_interlock;
    json["power_fault"] = status.power_fault;
    json["power_control_fault"] = status.power_control_fault;
    json["restore_policy"] = to_string(status.restore_policy);
    put(json, "last_power_event", status.last_power_event);
    json["intrusion"] = status.intrusion;
    json["front_panel_lockout"] = status.front_panel_lockout;
    json["drive_fault"] = status.drive_fault;
    json["cooling_fault"] = status.cooling_fault;
    json["identify"] = identify_text(status.identify);
    put(json, "restart_cause", status.restart_cause);
    put(json, "power_on_hours", status.power_on_hours);
    if (status.boot) json["boot"] = form(*status.boot);
    json["raw"] = to_hex(status.raw, " ");
    return json;
}

Json form(const PowerResult& result) {
    Json json;
    json["action"] = to_string(result.action);
    json["outcome"] = to_string(result.outcome);
    if (result.state) json["power"] = to_string(*result.state);
    if (result.forced) json["forced"] = true;
    put(json, "note", result.note);
    return json;
}

Json form(const DcmiPower& power) {
    Json json;
    json["current_watts"] = power.current_watts;
    json["minimum_watts"] = power.minimum_watts;
    json["maximum_watts"] = power.maximum_watts;
    json["average_watts"] = power.average_watts;
    json["period_ms"] = power.period.count();
    json["active"] = power.active;
    return json;
}

Json form(const PingReply& reply) {
    Json json;
    json["ipmi_supported"] = reply.ipmi_supported;
    json["round_trip_us"] = reply.round_trip.count();
    return json;
}

Json form(const RawReply& reply) {
    Json json;
    json["completion"] = reply.completion;
    json["completion_text"] = completion_text(reply.completion);
    json["data"] = to_hex(reply.data, " ");
    return json;
}

}  // namespace ipmi::schema
