#include "dropin/verdict.hpp"

#include <gtest/gtest.h>

#include "some_host.hpp"

namespace plugins::dropin {
namespace {

std::unexpected<ipmi::Error> no_answer() {
    return std::unexpected(ipmi::Error{ipmi::Errc::timeout, "no answer", {}});
}

Outcome judged(const ipmi::HostReport& host, const Options& options = {}) {
    return judge(host, options, std::chrono::system_clock::now());
}

TEST(Verdict, SaysTheOriginalsFirstLine) {
    const auto outcome = judged(some_host());
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_EQ(outcome.text,
              "IPMI Status: Critical [Inlet Temp = Warning, PSU1 Status = Critical, 1 system event log (SEL) entry "
              "present] | "
              "'Inlet Temp'=42.00;~:40.00;~:45.00 'FAN1'=5800.00\n");
}

Options of_fans() {
    Options options;
    options.types = {4};
    options.type_words = {"Fan"};
    options.sel = false;
    return options;
}

ipmi::HostReport without_log() {
    auto host = some_host();
    host.sel.reset();
    return host;
}

// The original waits for every sensor or fails; what a deadline cut short is not known to be in order.
TEST(Verdict, CallsNothingOkThatWasNotRead) {
    const auto options = of_fans();
    auto host = without_log();
    (*host.sensors)->cut = ipmi::Error{ipmi::Errc::timeout, "no answer in time", {}};
    auto outcome = judged(host, options);
    EXPECT_EQ(outcome.exit_code, 3);
    EXPECT_NE(outcome.text.find("Unknown [Sensors, "), std::string::npos) << outcome.text;
    EXPECT_NE(outcome.text.find("read = Unknown (no answer in time)]"), std::string::npos) << outcome.text;
    host = some_host();
    (*host.sensors)->cut = ipmi::Error{ipmi::Errc::timeout, "no answer in time", {}};
    outcome = judged(host);
    EXPECT_EQ(outcome.exit_code, 2) << "what was read counts";
    EXPECT_NE(outcome.text.find("read = Unknown (no answer in time)"), std::string::npos) << outcome.text;
    host = some_host();
    auto table = std::make_shared<ipmi::SensorTable>(*(*host.sensors)->table);
    table->records_expected = table->record_count + 1;
    (*host.sensors)->table = table;
    (*host.sensors)->readings.clear();
    EXPECT_NE(judged(host, options).text.find("SDR = Unknown ("), std::string::npos) << judged(host, options).text;
}

TEST(Verdict, ExplainsWithVAndListsWithVv) {
    Options options;
    options.verbosity = 2;
    const auto text = judged(some_host(), options).text;
    EXPECT_NE(
        text.find(
            "[Inlet Temp = Warning (42.00), PSU1 Status = Critical ('Presence detected' 'Power Supply Failure "
            "detected'), "
            "1 system event log (SEL) entry present - details: (Power Supply PSU1 Status = Critical, Power Supply, "
            "Power Supply Failure detected) - fix the reported issues"),
        std::string::npos)
        << text;
    EXPECT_NE(text.find("\nFAN1 = 5800.00 (Status: Nominal)\n"), std::string::npos) << text;
}

TEST(Verdict, NamesTheChosenTypes) {
    const auto options = of_fans();
    auto host = without_log();
    const auto outcome = judged(host, options);
    EXPECT_EQ(outcome.exit_code, 0);
    EXPECT_EQ(outcome.text, "Sensor Type(s) Fan Status: OK | 'FAN1'=5800.00\n");
}

TEST(Verdict, TakesIdsInAndOut) {
    Options options;
    options.include = {"3", "4"};
    options.exclude = {"3"};
    auto host = some_host();
    host.sel.reset();
    EXPECT_EQ(judged(host, options).text, "IPMI Status: OK | 'FAN1'=5800.00\n");
}

TEST(Verdict, TakesAnIgnoredWarningForOk) {
    Options options;
    options.exclude = {"5"};
    options.ignore_warning = {"3"};
    auto host = some_host();
    host.sel.reset();
    EXPECT_EQ(judged(host, options).exit_code, 0);
}

TEST(Verdict, DoesNotJudgeAnAbsentPartWhereToldSo) {
    auto host = some_host();
    host.sel.reset();
    auto table = *(*host.sensors)->table;
    table.sensors[2].states[1].text = "Entity Absent";
    (*host.sensors)->table = std::make_shared<const ipmi::SensorTable>(table);
    Options options;
    options.exclude = {"3"};
    EXPECT_EQ(judged(host, options).exit_code, 2);
    options.no_entity_absent = true;
    EXPECT_EQ(judged(host, options).exit_code, 0);
}

TEST(Verdict, CountsFans) {
    Options options;
    options.include = {"4"};
    options.fan_count = 2;
    options.verbosity = 1;
    auto host = some_host();
    host.sel.reset();
    const auto outcome = judged(host, options);
    EXPECT_EQ(outcome.exit_code, 1);
    EXPECT_EQ(outcome.text, "IPMI Status: Warning [Fan = Warning (1)] | 'FAN1'=5800.00\n");
}

TEST(Verdict, ChecksTheLogAlone) {
    Options options;
    options.sel_only = true;
    EXPECT_EQ(judged(some_host(), options).text, "SEL Status: Critical [1 system event log (SEL) entry present]\n");
    auto host = some_host();
    (*host.sel)->records.clear();
    EXPECT_EQ(judged(host, options).text, "SEL Status: OK\n");
}

TEST(Verdict, CallsAnEntryThatNoTableKnowsCritical) {
    auto host = some_host();
    (*host.sel)->records[0].interpretation.reset();
    Options options;
    options.sel_only = true;
    EXPECT_EQ(judged(host, options).exit_code, 2) << "as the original: N/A is not Nominal";
}

TEST(Verdict, PutsThePowerFirst) {
    auto host = some_host();
    ipmi::DcmiPower power;
    power.current_watts = 211;
    power.active = true;
    host.dcmi_power = power;
    EXPECT_NE(judged(host).text.find("| 'Current Power'=211 'Inlet Temp'="), std::string::npos);
    host.dcmi_power = no_answer();
    EXPECT_EQ(judged(host).text.find("Current Power"), std::string::npos);
}

TEST(Verdict, ShowsSerialNumberAndBoardBeforeTheMetrics) {
    ipmi::FruArea board;
    board.kind = ipmi::FruArea::Kind::board;
    board.fields = {{"product_name", "Board 11"}, {"serial_number", "B1"}};
    ipmi::FruArea product;
    product.kind = ipmi::FruArea::Kind::product;
    product.fields = {{"serial_number", "PSN|1"}, {"asset_tag", "A1"}};
    ipmi::Fru fru;
    fru.areas = {board, product};
    auto host = some_host();
    host.fru.emplace();
    (*host.fru)->frus = {fru};
    Options options;
    options.fru = options.board = options.asset_tag = true;
    EXPECT_NE(
        judged(host, options).text.find("] (PSN/1)\nAsset Tag: A1\nBoard Product: Board 11\nBoard Serial: B1 | 'Inlet"),
        std::string::npos);
    host.fru = no_answer();
    EXPECT_EQ(judged(host, options).exit_code, 2) << "sensors are judged all the same";
    EXPECT_NE(judged(host, options).text.find("\nFRU: no answer\n"), std::string::npos);
}

TEST(Verdict, IsUnknownWithoutAnAnswer) {
    Options options;
    options.target.name = "bmc7";
    const auto outcome = judge(no_answer(), options, {});
    EXPECT_EQ(outcome.exit_code, 3);
    EXPECT_EQ(outcome.text, "IPMI Status: Unknown [bmc7: no answer]\n");
}

TEST(Verdict, IsUnknownWithoutTheLogUnlessCritical) {
    auto host = some_host();
    host.sel = no_answer();
    EXPECT_EQ(judged(host).exit_code, 2);
    Options options;
    options.include = {"4"};
    const auto outcome = judged(host, options);
    EXPECT_EQ(outcome.exit_code, 3);
    EXPECT_EQ(outcome.text, "IPMI Status: Unknown [SEL = Unknown (no answer)] | 'FAN1'=5800.00\n");
}

TEST(Verdict, IsUnknownWithoutAReading) {
    auto host = some_host();
    for (auto& reading : (*host.sensors)->readings) reading.reason = ipmi::Reason::host_off;
    const auto outcome = judged(host);
    EXPECT_EQ(outcome.exit_code, 3);
    EXPECT_EQ(outcome.text.find("-> Your server seems to be powered off."), 0u);
}

TEST(Verdict, WritesNamesForZenoss) {
    Options options;
    options.zenoss = true;
    options.include = {"3"};
    auto host = some_host();
    host.sel.reset();
    EXPECT_EQ(judged(host, options).text,
              "IPMI Status: Warning [Inlet_Temp = Warning] | Inlet_Temp=42.00;~:40.00;~:45.00\n");
}

TEST(Verdict, LetsNoNameFromABmcMakeMetrics) {
    auto host = some_host();
    auto table = *(*host.sensors)->table;
    table.sensors[2].name = "evil | 'x'=1";
    (*host.sensors)->table = std::make_shared<const ipmi::SensorTable>(table);
    const auto text = judged(host).text;
    EXPECT_EQ(std::count(text.begin(), text.end(), '|'), 1) << text;
}

}  // namespace
}  // namespace plugins::dropin
