// What somebody reads at three in the morning.
#include "cli/show_status.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <sstream>

#include "cli/show_incidents.hpp"
#include "cli/values.hpp"

namespace {

using namespace ipmi::cli;
using namespace std::chrono_literals;
using ipmi::Incident;
using ipmi::Lamp;
using ipmi::PowerState;
using ipmi::Severity;
using ipmi::WallTime;
using ipmi::client::HostSummary;

class ShowStatus : public testing::Test {
protected:
    ShowStatus() {
        ::setenv("TZ", "UTC", 1);
        ::tzset();
    }
    WallTime now = WallTime(std::chrono::sys_days(std::chrono::year(2026) / 11 / 25) + 3h);

    HostSummary summary(const std::string& host, Severity severity = Severity::ok) const {
        HostSummary one;
        one.host = host;
        one.reach = "answers";
        one.since = now - 24h;
        one.severity = severity;
        one.power = PowerState::on;
        one.lamp = ipmi::lamp_of(one.power, severity, false);
        return one;
    }
    Incident incident(std::uint64_t id, const std::string& host) const {
        Incident one;
        one.id = id;
        one.host = host;
        one.severity = Severity::critical;
        one.text = "CPU1 Temp 98 C > 95 (upper critical)";
        one.raised = now - 50min;
        return one;
    }
};

TEST_F(ShowStatus, PutsTheWorstFirstAndSaysAlikeOnce) {
    auto silent = summary("web07", Severity::unknown);
    silent.reach = "silent";
    silent.since = now - 26h;
    silent.error = ipmi::Error{ipmi::Errc::timeout, "login: no answer", {}};
    silent.power.reset();
    auto acknowledged = incident(14, "web03");
    acknowledged.acknowledged = ipmi::IncidentAcknowledgement{"alice", "fan ordered", now - 40min, now + 1h};
    std::vector<HostStatus> hosts;
    for (const auto* name : {"web01", "web02", "web04"}) hosts.push_back(status_of(summary(name), {}));
    hosts.push_back(status_of(silent, {}));
    hosts.push_back(status_of(summary("web03", Severity::critical), {incident(12, "web03"), acknowledged}));
    EXPECT_EQ(show_status(hosts, Style{}, now),
              "critical  5 hosts: 1 critical, 1 unknown, 3 ok\n"
              "          power: 4 on, 1 unknown; 2 open incidents, 1 acknowledged\n"
              "\n"
              "Lamp   State     Power  Hosts\n"
              "red    critical  on     web03\n"
              "amber  unknown   ?      web07\n"
              "green  ok        on     web[01-02,04]\n"
              "\n"
              " Id  State     Since             Host   What\n"
              "#12  critical  02:10:00          web03  CPU1 Temp 98 C > 95 (upper critical)\n"
              "#14  critical  02:10:00          web03  CPU1 Temp 98 C > 95 (upper critical)\n"
              "                                        acknowledged by alice 02:20:00, until 04:00:00: fan ordered\n"
              "     unknown   2026-11-24 01:00  web07  login: no answer\n");
}

TEST_F(ShowStatus, SaysOfSensorsWhatIncidentsDoNotTell) {
    ipmi::SensorReport report;
    auto table = std::make_shared<ipmi::SensorTable>();
    for (std::uint8_t i = 0; i < 2; ++i) {
        ipmi::Sensor sensor;
        sensor.key = {0x20, 0, i};
        sensor.name = sensor.label = fmt::format("FAN{}", i + 1);
        table->sensors.push_back(sensor);
        ipmi::Reading reading;
        reading.sensor = i;
        reading.severity = Severity::critical;
        report.readings.push_back(reading);
    }
    report.table = table;
    auto known = incident(12, "web03");
    known.key = to_string(table->sensors[0].key);
    EXPECT_TRUE(is_explained(status_of(summary("web03", Severity::critical), {known})));
    known.severity = Severity::warning;
    auto status = status_of(summary("web03", Severity::critical), {known});
    EXPECT_FALSE(is_explained(status)) << "something is worse than what is told";
    add_troubles(status, report);
    EXPECT_EQ(status.troubles.size(), 3u);
    EXPECT_TRUE(is_explained(status));
    known.severity = Severity::critical;
    status = status_of(summary("web03", Severity::critical), {known});
    add_troubles(status, report);
    ASSERT_EQ(status.troubles.size(), 2u) << "FAN1 is the incident";
    EXPECT_NE(status.troubles[1].text.find("FAN2"), std::string::npos) << status.troubles[1].text;
}

TEST_F(ShowStatus, FitsATerminalOf80Columns) {
    std::vector<HostStatus> hosts{status_of(summary("web03", Severity::critical), {incident(12, "web03")})};
    for (int i = 10; i < 90; i += 2) hosts.push_back(status_of(summary("web" + std::to_string(i)), {}));
    const auto text = show_status(hosts, Style{false, 80}, now);
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 80u) << line;
}

TEST_F(ShowStatus, SaysOnceWhatManyHostsHave) {
    std::vector<HostStatus> hosts;
    for (const auto* name : {"web01", "web02", "web03"})
        hosts.push_back(status_of(name, std::unexpected(ipmi::Error{ipmi::Errc::timeout, "login: no answer", {}})));
    EXPECT_NE(show_status(hosts, Style{}, now).find("unknown  web[01-03]  login: no answer\n"), std::string::npos)
        << show_status(hosts, Style{}, now);
}

TEST_F(ShowStatus, OfOneHealthyHostIsShort) {
    EXPECT_EQ(show_status({status_of(summary("web01"), {})}, Style{}, now),
              "ok  1 host: 1 ok\n    power: 1 on\n\nLamp   State  Power  Hosts\ngreen  ok     on     web01\n");
}

TEST_F(ShowStatus, ShowsEventsInColumns) {
    const ipmi::Event event{42, now, "web01", ipmi::EventKind::sensor, Severity::ok, "CPU1 Temp 60 C", "32.0.1", 12};
    EXPECT_EQ(show_event(event, Style{}, 6), "2026-11-25 03:00:00  ok        web01   CPU1 Temp 60 C (#12)\n");
}

TEST(SpanText, HasTwoUnitsAtTheMost) {
    EXPECT_EQ(span_text(0s), "0 s");
    EXPECT_EQ(span_text(119s), "119 s");
    EXPECT_EQ(span_text(5min), "5 min");
    EXPECT_EQ(span_text(2h + 10min), "2 h 10 min");
    EXPECT_EQ(span_text(3h), "3 h");
    EXPECT_EQ(span_text(76h + 59min), "3 d 4 h");
    EXPECT_EQ(span_text(-1s), "0 s");
}

}  // namespace
