#include "api/reports.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "api/host_form.hpp"
#include "schema/sensor_form.hpp"

namespace ipmi::api {
namespace {

using engine::Part;
using schema::Json;

std::vector<std::string_view> words_of(std::string_view list) {
    std::vector<std::string_view> words;
    while (!list.empty()) {
        const auto comma = list.find(',');
        if (const auto word = list.substr(0, comma); !word.empty()) words.push_back(word);
        list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 1);
    }
    return words;
}

std::optional<Part> part_of(std::string_view word) {
    for (const auto which : {Part::sensors, Part::chassis, Part::sel, Part::dcmi_power, Part::device, Part::fru})
        if (word == engine::to_string(which)) return which;
    return std::nullopt;
}

Json report_of(const engine::HostBlock& block, const std::vector<Part>& parts) {
    auto json = summary(block);
    if (block.device)
        json["statistics"] = schema::form(block.device->value.statistics);
    else if (block.sensors)
        json["statistics"] = schema::form(block.sensors->value.statistics);
    auto& list = json["parts"] = Json::object();
    for (const auto which : parts) list[engine::to_string(which)] = part(block, which);
    return json;
}

}  // namespace

std::expected<Json, std::string> reports(const engine::Snapshot& snapshot, const Rights& rights, std::string_view hosts,
                                         std::string_view parts) {
    std::vector<Part> wanted;
    for (const auto word : words_of(parts)) {
        const auto which = part_of(word);
        if (!which)
            return std::unexpected(fmt::format(
                "there is no part '{}'; parts are sensors, chassis, sel, dcmi_power, device, fru", word.substr(0, 40)));
        if (std::find(wanted.begin(), wanted.end(), *which) == wanted.end()) wanted.push_back(*which);
    }
    if (wanted.empty()) return std::unexpected("parts=sensors,sel… says what is asked for");
    const auto names = words_of(hosts);
    if (names.empty()) return std::unexpected("hosts=NAME,NAME… says of whom");
    if (names.size() > most_reports)
        return std::unexpected(fmt::format("at most {} hosts in one question", most_reports));
    Json json;
    auto& list = json["reports"] = Json::array();
    for (const auto name : names) {
        const auto block = rights.sees(name) ? snapshot.find(name) : nullptr;
        if (block) {
            list.push_back(report_of(*block, wanted));
            continue;
        }
        Json missing;
        missing["host"] = name;
        missing["missing"] = true;
        list.push_back(std::move(missing));
    }
    return json;
}

}  // namespace ipmi::api
