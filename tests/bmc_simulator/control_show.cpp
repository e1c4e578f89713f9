// What the control socket shows of one BMC: the truth, beside what it answers over the network.
#include <nlohmann/json.hpp>

#include "base/hex.hpp"
#include "control.hpp"
#include "fault_fields.hpp"
#include "power.hpp"

namespace ipmi::sim {

using nlohmann::json;

json show_state(Bmc& bmc, const std::string& address, Time now) {
    advance_power(bmc, now);
    bmc.expire_sessions(now);
    const auto& chassis = bmc.chassis;
    const auto& total = bmc.counters;
    json locked = json::array();
    for (const auto id : bmc.lockout.locked(now)) locked.push_back(bmc.settings().users[id - 1u].name);
    const auto identify = chassis.identify_until == Time::max() ? "on" : chassis.identify_until > now ? "timed" : "off";
    return {{"address", address},
            {"profile", bmc.profile().name},
            {"power", chassis.on ? "on" : "off"},
            {"restart_cause", static_cast<unsigned>(chassis.restart_cause)},
            {"restore_policy", chassis.restore_policy},
            {"identify", identify},
            {"sessions", bmc.sessions.active()},
            {"half_open_sessions", bmc.sessions.size() - bmc.sessions.active()},
            {"locked_users", std::move(locked)},
            {"sel_entries", bmc.log.records().size()},
            {"sel_overflow", bmc.log.overflow},
            {"sel_time", bmc.log_time(now)},
            {"sdr_records", bmc.profile().records().size()},
            {"faults", to_json(bmc.faults())},
            {"requests", total.datagrams},
            {"replies", total.replies},
            {"commands", total.commands},
            {"logins", total.sessions},
            {"refused_logins", total.refused_logins},
            {"discarded", total.discarded}};
}

json show_sensors(const Bmc& bmc) {
    json list = json::array();
    const auto& sensors = bmc.profile().sensors();
    for (std::size_t i = 0; i < sensors.size(); ++i) {
        const auto& sensor = sensors[i];
        const auto& state = bmc.sensors.get(bmc.profile(), i);
        json each{{"name", sensor.name},
                  {"lun", sensor.lun},
                  {"number", sensor.number},
                  {"raw", state.raw},
                  {"states", state.states}};
        if (sensor.factors) each["value"] = sensor.factors->value(state.raw);
        if (state.unavailable || (sensor.needs_host && !bmc.chassis.on)) each["unavailable"] = true;
        if (!state.scanning) each["scanning"] = false;
        list.push_back(std::move(each));
    }
    return list;
}

json show_log(const Bmc& bmc) {
    json list = json::array();
    for (const auto& record : bmc.log.records()) list.push_back(to_hex(record));
    return list;
}

}  // namespace ipmi::sim
