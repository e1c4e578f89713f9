#include "dropin/option_table.hpp"

#include <array>

namespace plugins::dropin {
namespace {

constexpr auto none = Value::none;
constexpr auto text = Value::text;
constexpr auto number = Value::number;

constexpr std::array table{
    OptionEntry{"host", "H", text, false, "host[:port]", "the BMC: name or address; without a port 623"},
    OptionEntry{"config-file", "f", text, false, "file",
                "FreeIPMI configuration file: username, password, privilege-level, k_g, cipher-suite-id"},
    OptionEntry{"user", "U", text, false, "name", "user; with -P and -L, instead of -f"},
    OptionEntry{"password", "P", text, false, "password",
                "password. Others see it in the process list until this program has wiped it: better use -f"},
    OptionEntry{"privilege-level", "L", text, false, "level", "user, operator or admin"},
    OptionEntry{"options", "O", text, false, "options",
                "options for FreeIPMI; carried are those that the README lists"},
    OptionEntry{"seloptions", "", text, false, "options", "options for ipmi-sel: --assume-system-event-records"},
    OptionEntry{"compat", "b", none, false, "", "for FreeIPMI 0.5; changes nothing here"},
    OptionEntry{"sensor-types", "T", text, false, "types", "only sensors of these types, separated by , or |"},
    OptionEntry{"exclude-sensor-types", "xT", text, false, "types", "no sensors of these types"},
    OptionEntry{"sel-sensor-types", "ST", text, false, "types", "only log entries of sensors of these types"},
    OptionEntry{"exclude-sel-sensor-types", "xST", text, false, "types", "no log entries of sensors of these types"},
    OptionEntry{"fru", "", none, false, "", "shows the serial number"},
    OptionEntry{"assettag", "", none, false, "", "with --fru: shows the asset tag"},
    OptionEntry{"board", "", none, false, "", "with --fru: shows maker, product and serial number of the board"},
    OptionEntry{"nosel", "", none, false, "", "leaves the system event log (SEL) out"},
    OptionEntry{"selonly", "", none, false, "", "checks the log alone"},
    OptionEntry{"seltail", "", text, false, "count", "only that many of the newest log entries"},
    OptionEntry{"seldays", "", text, true, "days", "only log entries newer than that"},
    OptionEntry{"nosudo", "", none, false, "", "changes nothing here: nothing is run as another user"},
    OptionEntry{"nothresholds", "", none, false, "", "leaves the limits out of the performance data"},
    OptionEntry{"nodcmi", "", none, true, "", "does not ask for the power consumption (DCMI)"},
    OptionEntry{"noentityabsent", "", none, false, "",
                "does not judge sensors whose state says that the part is absent"},
    OptionEntry{"verbosity", "v", none, false, "", "says why, for what is not OK"},
    OptionEntry{"vv", "", none, false, "", "the same, and a line for each sensor"},
    OptionEntry{"vvv", "", none, false, "", "the same, and tables of all that was read, with sensor ids and types"},
    OptionEntry{"exclude", "x", text, false, "ids", "no sensors with these record ids; -vvv shows them"},
    OptionEntry{"selexclude", "sx", text, false, "file", "file of log entries to leave out: NAME|TYPE or ~REGEX|TYPE"},
    OptionEntry{"sexclude", "xx", text, false, "file", "file of sensors to leave out: NAME|TYPE or ~REGEX|TYPE"},
    OptionEntry{"unify-sensors", "us", text, false, "file", "file of rules for sensor names: REGEX/NEW NAME"},
    OptionEntry{"include", "i", text, false, "ids", "only sensors with these record ids"},
    OptionEntry{"outformat", "o", text, false, "zenoss", "names with underscores and without quotes"},
    OptionEntry{"fancount", "fc", number, false, "count", "WARNING where fewer fans than that answer"},
    OptionEntry{"lan-version", "D", text, false, "version", "LAN_2_0 or default; IPMI 1.5 is not carried"},
    OptionEntry{"simulate", "s", text, false, "file", "not carried: checks the output of ipmi-sensors in a file"},
    OptionEntry{"ignore-warning", "iW", text, true, "ids", "takes WARNING of sensors with these record ids for OK"},
    OptionEntry{"help", "h", none, false, "", "this text"},
    OptionEntry{"version", "V", none, false, "", "the version"},
    OptionEntry{"usage", "?", none, false, "", "the options in short"},
    OptionEntry{
        "legacy-states", "", none, true, "",
        "judges and exits as version 3.14 does: no WARNING for non-critical limits, usage errors exit 1, help 0"},
    OptionEntry{"timeout", "", text, true, "seconds", "when an answer must be there, whatever happens; 20"},
};

}  // namespace

std::span<const OptionEntry> option_table() {
    return table;
}

}  // namespace plugins::dropin
