#include <fstream>

#include "base/hex.hpp"
#include "model/device_reader.hpp"
#include "schema/device_form.hpp"
#include "unit/model/corpus.hpp"
#include "unit/schema/way_back.hpp"

namespace ipmi::schema {
namespace {

using namespace nlohmann::literals;

Json tell(const DeviceReport& report) {
    return form(report);
}

DeviceReport report() {
    DeviceReport report;
    report.id = {0x20, 1, true, true, 9, 0x08, 0x51, 0xbf, 0xfffff, 0x1234, {1, 2, 3, 0xff}};
    report.manufacturer = "NEC";
    for (std::uint8_t i = 0; i < 16; ++i) report.guid[i] = i;
    report.has_guid = true;
    report.self_test = std::uint16_t{0x5704};
    report.self_test_text = "SDR repository empty";
    report.lan = LanSettings{1, "192.0.2.1", "DHCP", "255.255.255.0", "02:00:00:00:00:01", "192.0.2.254", 7};
    report.users = {{1, "", false, {}}, {2, "monitor", true, Privilege::user}, {3, "op", true, Privilege::operator_}};
    report.quirks = {"answers one request at a time"};
    report.warnings = {"users: refused"};
    report.statistics.cipher_suite = 17;
    return report;
}

TEST(ParseDeviceReport, IsTheSameAfterItsWayThroughJson) {
    const auto before = report();
    const auto after = there_and_back(before, parse_device_report, tell);
    ASSERT_TRUE(after);
    EXPECT_EQ(after->id, before.id);
    EXPECT_EQ(after->guid, before.guid);
    EXPECT_EQ(after->self_test, before.self_test);
    EXPECT_EQ(after->lan, before.lan);
    EXPECT_EQ(after->users, before.users);
    EXPECT_EQ(after->quirks, before.quirks);
    const auto nothing = there_and_back(DeviceReport{}, parse_device_report, tell);
    EXPECT_TRUE(nothing && !nothing->has_guid && !nothing->self_test && !nothing->lan);
}

// What three vendors' firmware says of itself, swept by zipmi.
TEST(ParseDeviceReport, TellsTheIdentitiesOfTheCorpusAgain) {
    SKIP_WITHOUT_CORPUS();
    std::size_t read = 0;
    for (const auto& file : corpus::files("bmc-responses", "zipmi_zoo_", ".json")) {
        const auto fixtures = nlohmann::json::parse(corpus::text_of(file))["fixtures"];
        // What was swept without a session was not answered everywhere.
        const auto hex = fixtures.value("/0x06,0x01/response_hex"_json_pointer, "");
        if (hex.empty()) continue;
        const auto body = from_hex(hex);
        ASSERT_TRUE(body);
        const auto response = app::GetDeviceId::decode_response(wire::Reader(*body));
        ASSERT_TRUE(response) << file;
        DeviceReport device;
        device.id = model::device_id_of(*response);
        const auto after = there_and_back(device, parse_device_report, tell);
        ASSERT_TRUE(after) << file;
        EXPECT_EQ(after->id, device.id);
        ++read;
    }
    EXPECT_GE(read, 3u);
}

TEST(ParseDeviceReport, RefusesWhatMakesNoSense) {
    EXPECT_GT(mutilate(form(report()), parse_device_report), 80u);
    for (const auto& [name, value] : {std::pair<const char*, Json>{"firmware", "9"},
                                      {"firmware", "9.0g"},
                                      {"firmware", "300.08"},
                                      {"ipmi_version", "16.0"},
                                      {"auxiliary_firmware", "01"},
                                      {"guid_raw", "00"},
                                      {"product_id", 70000},
                                      {"manufacturer_id", -1}}) {
        auto json = form(report());
        json[name] = value;
        const auto refused = parse_device_report(json);
        ASSERT_FALSE(refused) << name << value;
        EXPECT_NE(refused.error().context.find(name), std::string::npos) << refused.error().context;
    }
}

}  // namespace
}  // namespace ipmi::schema
