#include <ipmi/decode.hpp>

#include "unit/model/corpus.hpp"

namespace ipmi {
namespace {

TEST(DecodeImage, ReadsAFruFromAFile) {
    SKIP_WITHOUT_CORPUS();
    const auto image = corpus::bytes_of(std::filesystem::path(corpus::folder()) / "fru/kontron_kontron_am4010.bin");
    const auto fru = decode_fru_image(image);
    EXPECT_EQ(fru.size_bytes, 4096);
    ASSERT_GE(fru.areas.size(), 2u);
    EXPECT_EQ(fru.areas[0].fields.front().second, "Kontron");
    EXPECT_NE(decode_fru_image({}).warning, "");
}

TEST(DecodeImage, ReadsALogWithTheNamesOfATable) {
    SKIP_WITHOUT_CORPUS();
    const auto sdr =
        corpus::bytes_of(std::filesystem::path(corpus::folder()) / "sdr/infrasim_dell_r730.ipmitool-sdr-dump");
    auto table = decode_sdr_image(sdr);
    ASSERT_TRUE(table) << table.error().context;
    const auto shared = std::make_shared<const SensorTable>(std::move(*table));
    // Inlet Temp (number 4) at 45 C beyond its limit of 42 C: FreeIPMI's listing of this repository has the 42.
    const std::vector<std::uint8_t> image{1, 0, 2, 0, 0, 0, 0x65, 0x20, 0, 4, 1, 4, 1, 0x57, 173, 170, 0xff};
    const auto report = decode_sel_image(image, {}, shared);
    ASSERT_TRUE(report);
    ASSERT_EQ(report->records.size(), 1u);
    EXPECT_EQ(report->records[0].sensor_name, "Inlet Temp");
    EXPECT_EQ(report->records[0].trigger_value, 45);
    EXPECT_EQ(report->records[0].trigger_threshold, 42);
    EXPECT_EQ(report->info.entries, 1);
    EXPECT_EQ(report->warnings.size(), 1u);
}

TEST(DecodeImage, RefusesWhatIsNoLogOrTable) {
    EXPECT_EQ(decode_sel_image(std::vector<std::uint8_t>(15)).error().code, Errc::malformed);
    EXPECT_EQ(decode_sdr_image(std::vector<std::uint8_t>(4)).error().code, Errc::malformed);
}

}  // namespace
}  // namespace ipmi
