#include "control.hpp"

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace ipmi::sim {
namespace {

using nlohmann::json;

/// The BMCs that "bmc" names: an index, an address, or "*" (also where it is left out).
std::vector<std::size_t> chosen(const Fleet& fleet, const json& request) {
    std::vector<std::size_t> indices;
    const auto word = request.value("bmc", json("*"));
    for (std::size_t i = 0; i < fleet.size(); ++i)
        if (word == "*" || word == i || word == fleet.address(i)) indices.push_back(i);
    if (indices.empty()) throw std::runtime_error("no BMC " + word.dump());
    return indices;
}

json stats(const Fleet& fleet) {
    const auto total = fleet.total();
    return {{"requests", total.datagrams}, {"replies", total.replies},     {"commands", total.commands},
            {"sessions", total.sessions},  {"discarded", total.discarded}, {"refused_logins", total.refused_logins}};
}

void carry_out(Bmc& bmc, const std::string& word, const json& value, Time now) {
    if (word == "set_reading")
        control_reading(bmc, value, now);
    else if (word == "set_thresholds")
        control_thresholds(bmc, value, now);
    else if (word == "add_sel")
        control_log(bmc, value, now);
    else if (word == "clear_sel")
        bmc.log.clear(bmc.log_time(now));
    else if (word == "power")
        control_power(bmc, value.get<std::string>(), now);
    else if (word == "fault")
        control_fault(bmc, value, now);
    else if (word == "cold_reset" || word == "touch_sdr" || word == "clock_reset" || word == "unlock")
        control_fault(bmc, json{{word, value}}, now);
    else
        throw std::runtime_error("no word \"" + word + "\"");
}

json shown(Bmc& bmc, const std::string& address, const std::string& what, Time now) {
    if (what == "state") return show_state(bmc, address, now);
    if (what == "sensors") return show_sensors(bmc);
    if (what == "sel") return show_log(bmc);
    throw std::runtime_error("get knows state, sensors, sel and stats, not \"" + what + "\"");
}

json answer(Fleet& fleet, const json& request, Time now) {
    if (!request.is_object()) throw std::runtime_error("not an object");
    json reply{{"ok", true}};
    const auto get = request.value("get", std::string());
    if (get == "stats") {
        reply["stats"] = stats(fleet);
        return reply;
    }
    const auto indices = chosen(fleet, request);
    for (const auto& [word, value] : request.items()) {
        if (word == "bmc" || word == "get") continue;
        for (const auto index : indices) carry_out(fleet.bmc(index), word, value, now);
    }
    reply["bmcs"] = indices.size();
    if (get.empty()) return reply;
    if (indices.size() == 1) {
        reply[get] = shown(fleet.bmc(indices[0]), fleet.address(indices[0]), get, now);
        return reply;
    }
    for (const auto index : indices) reply[get].push_back(shown(fleet.bmc(index), fleet.address(index), get, now));
    return reply;
}

}  // namespace

std::string answer_control(Fleet& fleet, std::string_view line, Time now) {
    try {
        return answer(fleet, json::parse(line), now).dump() + "\n";
    } catch (const std::exception& error) {
        return json{{"ok", false}, {"error", error.what()}}.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
    }
}

}  // namespace ipmi::sim
