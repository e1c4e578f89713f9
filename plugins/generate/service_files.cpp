#include "generate/service_files.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "expectation.hpp"
#include "generate/command_files.hpp"
#include "mode.hpp"

namespace plugins {
namespace {

using ipmi::Reason;

constexpr Mode service_modes[] = {Mode::sensors, Mode::sel, Mode::power, Mode::health};

std::string dashed(Mode mode) {
    auto name = std::string(program_of(mode)).substr(std::string("check_").size());
    std::replace(name.begin(), name.end(), '_', '-');
    return name;
}

/// What the operator may want to say of this machine.
struct Suggestion {
    std::vector<std::string> absent{};  ///< keys of sensors whose part is not there
    std::vector<std::string> absent_names{};
    std::vector<std::string> expect{};  ///< "fan=6"
};

Suggestion suggest(const ipmi::SensorReport& report) {
    Suggestion suggestion;
    for (const auto& reading : report.readings) {
        const auto& sensor = report.table->sensors[reading.sensor];
        if (reading.reason == Reason::absent) {
            suggestion.absent.push_back("key=" + to_string(sensor.key));
            suggestion.absent_names.push_back(sensor.label);
        }
    }
    // Counted as the check will count, or the first check would miss what was never well.
    for (const auto* part : {"psu", "fan"}) {
        const auto counted = count_parts(*parse_expectation(fmt::format("{}=0", part)), report);
        if (counted.well > 0) suggestion.expect.push_back(fmt::format("{}={}", part, counted.well));
    }
    return suggestion;
}

std::string list(const std::vector<std::string>& texts) {
    std::vector<std::string> quoted;
    for (const auto& text : texts) quoted.push_back(icinga2_text(text));
    return fmt::format("[ {} ]", fmt::join(quoted, ", "));
}

/// Comments hold what BMCs and name servers said: one line, whatever they said.
std::string comment(std::string text) {
    for (auto& character : text)
        if (static_cast<unsigned char>(character) < 0x20) character = ' ';
    return text;
}

std::string summary(const FoundHost& host) {
    if (!host.trouble.empty()) return "could not be asked: " + comment(host.trouble);
    const auto& report = *host.sensors;
    std::map<std::string, std::size_t> types;
    for (const auto& sensor : report.table->sensors) ++types[sensor.type_name];
    std::string text = fmt::format("{} sensors:", report.table->sensors.size());
    for (const auto& [type, count] : types) text += fmt::format(" {} {},", count, type);
    text.pop_back();
    return comment(text);
}

}  // namespace

std::string icinga2_services(const std::vector<FoundHost>& hosts, const ServiceStyle& style) {
    std::string text =
        "// Made by `check_bmc generate icinga2`; bmcscope-commands.conf defines the commands. Sensors that are absent "
        "are left\n"
        "// out, and the parts that are there now are expected from now on: look through it once.\n";
    for (const auto& host : hosts) {
        text += fmt::format("\n// {}: {}\nobject Host {} {{\n  check_command = \"check_bmc_health\"\n",
                            comment(host.name), summary(host), icinga2_text(host.name));
        if (!host.address.empty()) text += fmt::format("  address = {}\n", icinga2_text(host.address));
        text += fmt::format("  vars.bmc_address = {}\n", icinga2_text(host.name));
        if (!style.inventory.empty()) text += fmt::format("  vars.bmc_inventory = {}\n", icinga2_text(style.inventory));
        text += "}\n";
        for (const auto mode : service_modes) {
            text += fmt::format("object Service \"{}\" {{\n  host_name = {}\n  check_command = \"{}\"\n", dashed(mode),
                                icinga2_text(host.name), program_of(mode));
            if (mode == Mode::sensors && host.sensors) {
                const auto suggestion = suggest(*host.sensors);
                if (!suggestion.absent.empty())
                    text += fmt::format("  // absent: {}\n  vars.bmc_exclude = {}\n",
                                        comment(fmt::format("{}", fmt::join(suggestion.absent_names, ", "))),
                                        list(suggestion.absent));
                if (!suggestion.expect.empty())
                    text += fmt::format("  vars.bmc_expect = {}\n", list(suggestion.expect));
            }
            text += "}\n";
        }
    }
    return text;
}

std::string nagios_services(const std::vector<FoundHost>& hosts, const ServiceStyle& style) {
    std::string text =
        "# Made by `check_bmc generate nagios`; bmcscope-commands.cfg defines the commands. Hosts and services inherit "
        "from the\n"
        "# templates linux-server and generic-service. Sensors that are absent are left out, and the parts that are "
        "there now\n"
        "# are expected from now on: look through it once.\n";
    const auto inventory = style.inventory.empty() ? std::string() : fmt::format(" --inventory '{}'", style.inventory);
    for (const auto& host : hosts) {
        text += fmt::format(
            "\n# {0}: {1}\ndefine host {{\n    use          linux-server\n    host_name    {0}\n    address      {2}\n "
            "   check_command check_bmc_host!health!{3}\n}}\n",
            comment(host.name), summary(host), host.address.empty() ? host.name : host.address, inventory);
        for (const auto mode : service_modes) {
            std::string more = inventory;
            if (mode == Mode::sensors && host.sensors) {
                const auto suggestion = suggest(*host.sensors);
                for (const auto& key : suggestion.absent) more += fmt::format(" --exclude {}", key);
                for (const auto& expected : suggestion.expect) more += fmt::format(" --expect {}", expected);
            }
            text += fmt::format(
                "define service {{\n    use                 generic-service\n    host_name           {}\n    "
                "service_description {}\n"
                "    check_command       check_bmc_host!{}!{}\n}}\n",
                comment(host.name), dashed(mode), dashed(mode).substr(4), more);
        }
    }
    return text;
}

}  // namespace plugins
