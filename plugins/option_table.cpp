#include "option_table.hpp"

#include <algorithm>

namespace plugins {
namespace {

using Takes = OptionRow::Takes;

constexpr Modes on_one_host =
    bit(Mode::host) | bit(Mode::sensors) | bit(Mode::sel) | bit(Mode::power) | bit(Mode::health);
constexpr Modes group = bit(Mode::group);
constexpr Modes everywhere = on_one_host | group;
constexpr Modes with_sensors = bit(Mode::host) | bit(Mode::sensors) | group;
constexpr Modes with_sel = bit(Mode::host) | bit(Mode::sel) | group;
constexpr Modes with_power = bit(Mode::host) | bit(Mode::power) | group;
constexpr Modes with_power_state = with_power | bit(Mode::sensors);
constexpr Modes health = bit(Mode::health);
constexpr Modes watts = bit(Mode::power);

constexpr std::string_view whom = "Whom to ask";
constexpr std::string_view how = "How to judge and show";
constexpr std::string_view sensors = "Sensors";
constexpr std::string_view sel = "Event log";
constexpr std::string_view power = "Power and chassis";
constexpr std::string_view controller = "Controller";
constexpr std::string_view hosts = "Many hosts";

constexpr OptionRow rows[] = {
    {"-H,--host", "HOST[:PORT]", Takes::several, on_one_host, whom,
     "the BMC: name, IPv4 or [IPv6] address; A,B are tried in turn; without --credentials a host of the "
     "inventory",
     "$address$"},
    {"--hosts", "SET", Takes::one, group, whom, "hosts of the inventory: web[01-12],@rack1,!web07; @* is all", "@*"},
    {"--credentials", "FILE", Takes::one, on_one_host, whom,
     "user = \"…\" and password = \"…\" (TOML), closed to others (chmod 600, or 640 for the check's own group)"},
    {"--inventory", "FILE", Takes::one, everywhere, whom,
     "inventory of hosts and credentials ($BMCSCOPE_INVENTORY, /etc/bmcscope/inventory.toml)"},
    {"--extra-opts", "=[SECTION][@FILE]", Takes::maybe_one, everywhere, whom,
     "options from an ini file as the monitoring plugins read it; there, and only there, also user, password and "
     "privilege"},
    {"--engine", "=[SOCKET]", Takes::maybe_one, everywhere, whom,
     "ask the running bmcscoped (/run/bmcscope/engine.sock) instead of the BMC; hosts are those of its inventory"},
    {"--max-age", "DURATION", Takes::one, everywhere, whom,
     "with --engine: UNKNOWN where what it has is older (default 3m)"},
    {"--fallback", "", Takes::nothing, everywhere, whom,
     "with --engine: where the engine does not answer, ask the BMC with the time that is left, by --inventory"},
    {"--cipher-suite", "ID", Takes::several, on_one_host, whom,
     "propose these RMCP+ cipher suites only (17, 3); by itself 17, on refusal 3"},
    {"-t,--timeout", "DURATION", Takes::one, everywhere, whom,
     "an answer is there by then, whatever happens: seconds, or 90s, 2m (default 10 s)"},
    {"--retry-auth", "", Takes::nothing, everywhere, whom, "log in even where the last login failed a moment ago"},

    {"-v,--verbose", "", Takes::nothing, everywhere, how,
     "-v: a line for everything looked at; -vv: how the reading went"},
    {"--output", "FORMAT", Takes::one, everywhere, how, "text, or json (one object on one line)", "", false},
    {"--state-order", "ORDER", Takes::one, everywhere, how,
     "which state wins: critical,unknown,warning (default) or critical,warning,unknown"},
    {"--perfdata-thresholds", "STYLE", Takes::one, everywhere, how,
     "range (default), upper (plain numbers, which Icinga 2 itself understands), none"},
    {"--max-output", "BYTES", Takes::one, everywhere, how,
     "print no more than this (NRPE: 1024 or 65536); whole lines and metrics are left out"},

    {"-i,--include", "SENSOR", Takes::several, with_sensors, sensors,
     "only these: a name (FAN*), ~REGEX, type=Fan, entity=Power Supply, number=0x30, key=32.0.48"},
    {"-x,--exclude", "SENSOR", Takes::several, with_sensors, sensors, "not these"},
    {"-w,--warning", "REGEX=RANGE", Takes::several, with_sensors, sensors,
     "WARNING outside this range instead of the sensor's own limits: 'CPU.*Temp=5:75'"},
    {"-c,--critical", "REGEX=RANGE", Takes::several, with_sensors, sensors, "the same for CRITICAL"},
    {"--map", "REGEX=STATE", Takes::several, with_sensors, sensors,
     "another state where 'LABEL: what is the matter' matches: 'Intrusion: General=critical'"},
    {"--ignore-state", "SENSOR", Takes::several, with_sensors, sensors, "no state, but the metric"},
    {"--absent", "STATE", Takes::one, with_sensors, sensors, "state of a sensor whose part is not there (default ok)"},
    {"--expect", "WHAT=COUNT", Takes::several, with_sensors, sensors,
     "CRITICAL where fewer are there and well: psu=2, fan=6, dimm=16, cpu=2, drive=8, or a SENSOR"},
    {"--rename", "REGEX=NAME", Takes::several, with_sensors, sensors,
     "other names in text and metrics, \\1 for a group: '^Fan(.)_RPM$=FAN\\1'"},
    {"--unknown-above", "PERCENT", Takes::one, with_sensors, sensors,
     "UNKNOWN where more of the sensors do not respond (default 10)"},

    {"--since", "DURATION", Takes::one, with_sel, sel,
     "only events of the last 7d, 12h …; without it all that are open"},
    {"--severity", "STATE", Takes::one, with_sel, sel, "the mildest that counts: warning (default) or critical"},
    {"--sel-include", "REGEX", Takes::several, with_sel, sel, "only events whose 'SENSOR: EVENT; detail' matches"},
    {"--sel-exclude", "REGEX", Takes::several, with_sel, sel, "not these events"},
    {"--sel-type", "TYPE", Takes::several, with_sel, sel, "only events of sensors of this type: Memory, Power_Supply"},
    {"--history", "", Takes::nothing, with_sel, sel, "count what was in the log before the first check, too"},
    {"--fill-warning", "PERCENT", Takes::one, with_sel, sel, "WARNING from this fill level on (default 90; 0: never)"},
    {"--fill-critical", "PERCENT", Takes::one, with_sel, sel, "CRITICAL from this fill level on (default: never)"},
    {"--ack", "", Takes::nothing, bit(Mode::sel), sel,
     "acknowledge the open events that the options above choose; the log is not cleared", "", false},
    {"--ack-by", "WHO", Takes::one, bit(Mode::sel), sel, "who acknowledges (default: the user who runs this)", "",
     false},
    {"--note", "TEXT", Takes::one, bit(Mode::sel), sel, "why, kept beside it", "", false},

    {"--powered-off", "STATE", Takes::one, with_power_state, power, "state of a host that is off (default ok)"},
    {"--intrusion", "STATE", Takes::one, with_power, power,
     "state while the chassis intrusion bit is set (default critical)"},
    {"--watts-warning", "RANGE", Takes::one, watts, power, "WARNING where DCMI power is outside this range"},
    {"--watts-critical", "RANGE", Takes::one, watts, power, "CRITICAL where DCMI power is outside this range"},

    {"--drift-warning", "DURATION", Takes::one, health, controller,
     "WARNING where the BMC's clock is off by more (default 5m)"},
    {"--drift-critical", "DURATION", Takes::one, health, controller, "the same for CRITICAL (default: never)"},
    {"--round-trip-warning", "RANGE", Takes::one, health, controller,
     "WARNING where the round trip in ms is outside this range"},
    {"--round-trip-critical", "RANGE", Takes::one, health, controller, "the same for CRITICAL"},

    {"--of", "CHECK", Takes::one, group, hosts,
     "what is checked on each: host (default: sensors, log and power), sensors, sel, power"},
    {"--hosts-warning", "COUNT", Takes::one, group, hosts,
     "WARNING from so many hosts on that are not OK: 1, 5%; without these two the worst host counts"},
    {"--hosts-critical", "COUNT", Takes::one, group, hosts, "the same for CRITICAL"},
    {"--at-once", "COUNT", Takes::one, group, hosts, "hosts asked at the same time (default 512)"},
};

}  // namespace

std::span<const OptionRow> option_table() {
    return rows;
}

std::string_view key_of(const OptionRow& row) {
    const auto at = row.names.find("--");
    return row.names.substr(at + 2);
}

std::string variable_of(const OptionRow& row) {
    // A host is the server; what -H names is its BMC.
    if (key_of(row) == "host") return "bmc_address";
    std::string name = "bmc_" + std::string(key_of(row));
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

}  // namespace plugins
