#include "control.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

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

using Work = void (*)(Bmc&, const json& value, Time now);

/// One word of "fault" for itself.
template <const char* word>
void as_fault(Bmc& bmc, const json& value, Time now) {
    control_fault(bmc, json{{word, value}}, now);
}
constexpr char cold_reset_word[] = "cold_reset", touch_sdr_word[] = "touch_sdr", clock_reset_word[] = "clock_reset",
               unlock_word[] = "unlock";

/// In the order in which the words of one line are carried out, wherever they stand in it.
constexpr std::pair<std::string_view, Work> words[] = {
    {"fault", control_fault},
    {clock_reset_word, as_fault<clock_reset_word>},
    {"set_thresholds", control_thresholds},
    {"set_reading", control_reading},
    {"clear_sel", [](Bmc& bmc, const json&, Time now) { bmc.log.clear(bmc.log_time(now)); }},
    {"add_sel", control_log},
    {"power", [](Bmc& bmc, const json& value, Time now) { control_power(bmc, value.get<std::string>(), now); }},
    {unlock_word, as_fault<unlock_word>},
    {touch_sdr_word, as_fault<touch_sdr_word>},
    {cold_reset_word, as_fault<cold_reset_word>},
};

void check_words(const json& request) {
    for (const auto& [word, value] : request.items())
        if (word != "bmc" && word != "get" &&
            std::ranges::find(words, word, &std::pair<std::string_view, Work>::first) == std::end(words))
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
    check_words(request);
    for (const auto& [word, work] : words)
        if (const auto value = request.find(word); value != request.end())
            for (const auto index : indices) work(fleet.bmc(index), *value, now);
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
