#include "dropin/help.hpp"

#include <fmt/format.h>

#include "dropin/option_table.hpp"

namespace plugins::dropin {
namespace {

/// "-xT|--exclude-sensor-types <types>"
std::string names_of(const OptionEntry& entry) {
    std::string text;
    if (!entry.also.empty()) text = fmt::format("-{}", entry.also);
    const bool single = entry.name == "vv" || entry.name == "vvv";
    text += fmt::format("{}{}{}", text.empty() ? "" : "|", single ? "-" : "--", entry.name);
    if (!entry.argument.empty()) text += fmt::format(" <{}>", entry.argument);
    return text;
}

}  // namespace

std::string version_text() {
    return "check_ipmi_sensor of bmcscope " BMCSCOPE_VERSION "; takes the options of check_ipmi_sensor 3.14\n";
}

std::string usage_text() {
    return "Usage:\n"
           "check_ipmi_sensor -H <host[:port]> [-f <FreeIPMI config file> | -U <user> -P <password> -L <level>]\n"
           "  [-T <types>] [-xT <types>] [-ST <types>] [-xST <types>] [-i <ids>] [-x <ids>] [-v|-vv|-vvv] ...\n"
           "  -h lists all options\n";
}

std::string help_text() {
    std::string text = version_text() + "\n" + usage_text() + "\n";
    for (const auto& entry : option_table()) text += fmt::format("  {}\n       {}\n", names_of(entry), entry.help);
    text += "\nExit codes: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN (usage errors and this text too).\n";
    return text;
}

}  // namespace plugins::dropin
