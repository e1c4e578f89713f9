#include <gtest/gtest.h>

#include "generate/command_files.hpp"
#include "generate/manual.hpp"
#include "generate/service_files.hpp"
#include "option_table.hpp"
#include "unit/plugins/some_sensors.hpp"

namespace {

using plugins::FoundHost;
using plugins::option_table;

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST(Generate, PutsEveryOptionIntoTheCommandsAndTheManual) {
    const auto icinga2 = plugins::icinga2_commands();
    const auto nagios = plugins::nagios_commands();
    for (const auto& row : option_table()) {
        const auto name = "--" + std::string(key_of(row));
        if (row.configurable) {
            EXPECT_TRUE(has(icinga2, "\"" + name + "\" = {")) << name;
            EXPECT_TRUE(has(icinga2, "$" + variable_of(row) + "$")) << name;
            EXPECT_TRUE(has(nagios, "#   " + name)) << name;
        }
        for (const auto mode : plugins::all_modes) {
            auto dashed = name;
            for (std::size_t at = 0; (at = dashed.find('-', at)) != std::string::npos; at += 2) dashed.insert(at, "\\");
            if ((row.modes & bit(mode)) != 0) {
                EXPECT_TRUE(has(plugins::manual_page(mode), dashed)) << dashed;
            }
        }
    }
}

TEST(Generate, SuggestsFiltersAndCountsFromWhatIsThere) {
    SomeSensors some;
    some.power_supply(1, 1);
    some.power_supply(2, 1);
    some.fan("FAN1", 5000);
    some.fan("FAN2", 0);
    some.without(ipmi::Reason::absent);
    const std::vector<FoundHost> hosts{{"web01", "10.0.0.1", some.report(), ""},
                                       {"web02", "10.0.0.2", {}, "Open Session: no answer"}};
    const auto icinga2 = icinga2_services(hosts, {"/tmp/inventory.toml"});
    EXPECT_TRUE(has(icinga2, "object Host \"web01\""));
    EXPECT_TRUE(has(icinga2, "vars.bmc_exclude = [ \"key=32.0.4\" ]")) << icinga2;
    EXPECT_TRUE(has(icinga2, "vars.bmc_expect = [ \"psu=2\", \"fan=1\" ]")) << icinga2;
    EXPECT_TRUE(has(icinga2, "vars.bmc_inventory = \"/tmp/inventory.toml\""));
    EXPECT_TRUE(has(icinga2, "web02: could not be asked: Open Session: no answer"));
    const auto nagios = nagios_services(hosts, {""});
    EXPECT_TRUE(
        has(nagios, "check_command       check_bmc_host!sensors! --exclude key=32.0.4 --expect psu=2 --expect fan=1"))
        << nagios;
}

// One supply of which a sensor is absent is not well for --expect; what is generated must not raise an alarm by itself.
TEST(Generate, ExpectsNoMoreThanTheCheckWillFind) {
    SomeSensors some;
    some.power_supply(1, 1);
    some.power_supply(2, 1);
    some.without(ipmi::Reason::absent);
    const std::vector<FoundHost> hosts{{"web01", "10.0.0.1", some.report(), ""}};
    EXPECT_TRUE(has(icinga2_services(hosts, {}), "vars.bmc_expect = [ \"psu=1\" ]"));
}

TEST(Generate, LetsNoTextEndALiteralOrAComment) {
    EXPECT_EQ(plugins::icinga2_text("a\"b\\c$d\ne"), "\"a\\\"b\\\\c$$de\"");
    const std::vector<FoundHost> hosts{{"h", "", {}, "no\nobject Host \"evil\" {}"}};
    EXPECT_FALSE(has(icinga2_services(hosts, {}), "\nobject Host \"evil\""));
}

}  // namespace
