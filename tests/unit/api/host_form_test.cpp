#include "api/host_form.hpp"

#include <gtest/gtest.h>

#include "api/host_writer.hpp"
#include "api/reports.hpp"

namespace ipmi::api {
namespace {

using namespace std::chrono_literals;
using engine::Dated;
using engine::HostBlock;
using engine::Part;

const WallTime at{1'700'000'000s};

template <class T>
std::shared_ptr<const Dated<T>> dated(WallTime time, T value) {
    return std::make_shared<const Dated<T>>(Dated<T>{time, std::move(value)});
}

HostBlock block() {
    HostBlock block;
    block.name = "web01";
    block.reach = engine::Reach::answers;
    ChassisStatus on;
    on.power = PowerState::on;
    on.power_on_hours = 7;
    block.chassis = dated(at, on);
    SelReport log;
    log.records.resize(2);
    log.info.entries = 2;
    log.bmc_clock = std::chrono::sys_seconds(1s);
    block.sel = dated(at, engine::PackedLog(log));
    block.sel_fill = dated(at + 60s, engine::SelFill{log.info, std::chrono::sys_seconds(5s)});
    DeviceReport device;
    device.statistics.requests = 70;
    block.device = dated(at, device);
    block.settings_read = at - 1h;
    return block;
}

TEST(HostForm, TellsTheLogsAgeByWhenItWasSeenUnchanged) {
    const auto json = sel(block());
    EXPECT_EQ(json["read"], "2023-11-14T22:14:20.000Z");
    EXPECT_EQ(json["report"]["records"].size(), 2u);
    EXPECT_EQ(json["report"]["bmc_clock"], "1970-01-01T00:00:05Z");
    auto lost = block();
    lost.sel_fill = dated(at, engine::SelFill{});
    EXPECT_FALSE(sel(lost)["report"].contains("bmc_clock")) << "it was set when the records were read, and is not now";
}

TEST(HostForm, WritesASummaryThatSaysTheSame) {
    auto silent = block();
    silent.reach = engine::Reach::silent;
    silent.stale = true;
    silent.addresses = {"10.0.0.1", "b\"mc"};
    silent.error = Error{Errc::completion_code, "refused", 0xd4};
    silent.generation = 1'795'000'000'000'000;
    silent.troubles.count = 3;
    silent.sensors = dated(at, SensorReport());
    for (const auto& host : {block(), silent}) {
        schema::MomentText moment;
        std::string text;
        std::string bytes;
        schema::JsonWriter json(text);
        json.open_object();
        write_summary(json, host, moment);
        json.close_object();
        EXPECT_EQ(text, schema::line(summary(host)));
        schema::CborWriter cbor(bytes);
        cbor.open_object();
        write_summary(cbor, host, moment);
        cbor.close_object();
        EXPECT_EQ(schema::Json::from_cbor(bytes), schema::Json::parse(text));
    }
}

TEST(HostForm, WritesSensorsAsALineThatSaysTheSame) {
    schema::SensorForms<schema::JsonWriter> forms(schema::SensorDetail::all);
    auto host = block();
    EXPECT_EQ(sensors_line(host, forms), schema::line(sensors(host)) + "\n") << "nothing was read yet";
    SensorReport report;
    report.table = std::make_shared<SensorTable>();
    host.sensors = dated(at, report);
    EXPECT_EQ(sensors_line(host, forms), schema::line(sensors(host)) + "\n");
    host.note_attempt(Part::sensors, at + 1s, Error{Errc::completion_code, "refused \"so\"", 0xd4});
    EXPECT_EQ(sensors_line(host, forms), schema::line(sensors(host)) + "\n");
}

TEST(HostForm, TellsAFailureBesideWhatWasReadBefore) {
    auto failing = block();
    failing.note_attempt(Part::chassis, at + 1s, Error{Errc::completion_code, "refused", 0xd4});
    failing.note_attempt(Part::dcmi_power, at, Error{Errc::unsupported, "no DCMI", {}});
    const auto json = power(failing);
    EXPECT_EQ(json["chassis"]["power_on_hours"], 7);
    EXPECT_EQ(json["failed"]["error"]["context"], "refused");
    EXPECT_EQ(json["failed"]["time"], "2023-11-14T22:13:21.000Z");
    EXPECT_EQ(json["dcmi_power_failed"]["error"]["code"], "unsupported");
    EXPECT_FALSE(json.contains("dcmi_power"));
    EXPECT_FALSE(power(block()).contains("failed"));
}

TEST(HostForm, HasNothingOfWhatWasNotRead) {
    const auto json = fru(block());
    EXPECT_FALSE(json.contains("report") || json.contains("read") || json.contains("failed"));
    EXPECT_EQ(device(block())["settings_read"], "2023-11-14T21:13:20.000Z");
    EXPECT_FALSE(device(HostBlock{}).contains("settings_read"));
}

const Rights owner = Rights::of_owner({}, {});

TEST(Reports, TellPartsOfSeveralHostsInTheirOrder) {
    HostBlock other;
    other.name = "db1";
    const engine::Snapshot snapshot({other, block()});
    const auto json = reports(snapshot, owner, "web01,nobody,db1", "chassis,sel,chassis");
    ASSERT_TRUE(json) << json.error();
    const auto& list = (*json)["reports"];
    ASSERT_EQ(list.size(), 3u);
    EXPECT_EQ(list[0]["host"], "web01");
    EXPECT_EQ(list[0]["parts"].size(), 2u);
    EXPECT_EQ(list[0]["parts"]["chassis"]["report"]["power"], "on");
    EXPECT_EQ(list[0]["statistics"]["requests"], 70);
    EXPECT_TRUE(list[1]["missing"].get<bool>());
    EXPECT_EQ(list[2]["parts"]["sel"], schema::Json::object());
    EXPECT_FALSE(list[2].contains("statistics"));
}

TEST(Reports, RefuseInWords) {
    const engine::Snapshot snapshot({block()});
    EXPECT_TRUE(reports(snapshot, owner, "web01", "fans").error().starts_with("there is no part 'fans'"));
    EXPECT_FALSE(reports(snapshot, owner, "web01", ""));
    EXPECT_FALSE(reports(snapshot, owner, ",", "sel"));
    std::string many;
    for (std::size_t i = 0; i <= most_reports; ++i) many += "web01,";
    EXPECT_EQ(reports(snapshot, owner, many, "sel").error(), "at most 64 hosts in one question");
}

}  // namespace
}  // namespace ipmi::api
