// ipmi_sim's command files: what they say, and what is wrong with them. That real ones list as they do in ipmi_sim is
// tests/peers/sim_peers_test.py's business.
#include <gtest/gtest.h>

#include "profile_files.hpp"
#include "sdr_writer.hpp"

namespace ipmi::sim {
namespace {

constexpr const char* head = "mc_setbmc 0x20\nmc_add 0x20 32 no-device-sdrs 0x1 2 30 0xdf 0x2a2 0x100 dynsens\n";

std::string record_line() {
    const DiscreteSensor sensor{7, "Door", 0x05, 0x6f, {23, 1}, 0x0001, 0};
    std::string line = "main_sdr_add 0x20";
    for (const auto byte : compact_record(sensor)) line += " " + std::to_string(byte);
    return line + "\n";
}

std::string error_of(const std::string& text) {
    try {
        parse_emu(text);
    } catch (const std::exception& error) {
        return error.what();
    }
    return {};
}

TEST(EmuFile, GivesDeviceSensorsFrusAndLog) {
    const auto profile = parse_emu(head + record_line() +
                                   "sel_enable 0x20 1000 0x0a  # comment\n"
                                   "sensor_add 0x20 0 7 0x05 0x6f\n"
                                   "sensor_set_bit 0x20 0 7 0 1 0\n"
                                   "sensor_set_event_support 0x20 0 7 enable scanning per-state \\\n"
                                   "  000000000000001 000000000000001 \\\n 000000000000001 000000000000001\n"
                                   "mc_add_fru_data 0x20 1 4 data 0x01 0x02\n"
                                   "mc_enable 0x20\n");
    EXPECT_EQ(profile.device_id.manufacturer_id, 0x2a2u);
    EXPECT_EQ(profile.device_id.firmware_minor, 0x30);
    EXPECT_EQ(profile.sel_capacity, 1000);
    ASSERT_EQ(profile.sensors().size(), 1u);
    const auto& door = profile.sensors()[0];
    EXPECT_EQ(door.name, "Door");
    EXPECT_EQ(door.initial.states, 1);
    EXPECT_TRUE(door.initial.scanning);
    EXPECT_EQ(profile.frus.at(1), (Bytes{1, 2, 0, 0}));
}

TEST(EmuFile, ASensorThatIsOnlyListedCannotBeRead) {
    const auto profile = parse_emu(head + record_line());
    EXPECT_EQ(profile.find_sensor(0, 7), -1);
    EXPECT_EQ(profile.records().size(), 1u);
}

TEST(EmuFile, NamesTheLineThatIsWrong) {
    EXPECT_NE(error_of(std::string(head) + "nonsense 0x20\n").find("line 3 (nonsense)"), std::string::npos);
    EXPECT_NE(error_of(std::string(head) + "\n\nmain_sdr_add 0x20 300\n").find("line 5"), std::string::npos);
    EXPECT_FALSE(error_of("mc_add 0x20\n").empty());
    EXPECT_FALSE(error_of("mc_add\n").empty());
    EXPECT_FALSE(error_of(head + record_line() + "sensor_set_bit 0x20 0 7 15 1 0\n").empty());
    EXPECT_FALSE(error_of("sel_add 0x20 2 1 2 3\n").empty());
}

TEST(SdrDump, KeepsGoodIdsAndNamesACut) {
    auto record = controller_locator("BMC");
    record[0] = 0x34;
    record[1] = 0x12;
    EXPECT_EQ(parse_sdr_dump(record).find_record(0x1234), 0u);
    Bytes twice = record;
    twice.insert(twice.end(), record.begin(), record.end());
    EXPECT_EQ(parse_sdr_dump(twice).find_record(2), 1u) << "ids that repeat are numbered anew";
    twice.pop_back();
    EXPECT_THROW(parse_sdr_dump(twice), std::runtime_error);
    EXPECT_THROW(parse_sdr_dump({}), std::runtime_error);
}

}  // namespace
}  // namespace ipmi::sim
