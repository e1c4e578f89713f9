// Every FRU image of the corpus against what FreeIPMI 1.6.10 (ipmi-fru --fru-file) made of it, field by field.
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "model/fru_decode.hpp"
#include "model/fru_fields.hpp"
#include "unit/model/corpus.hpp"

namespace ipmi::model {
namespace {

using Lines = std::vector<std::string>;

// FreeIPMI's words for our fields; a function makes its value of ours.
struct Words {
    const char* label;
    std::string (*value)(const std::string&) = nullptr;
};
std::string watts(const std::string& text) {
    return text + " Watts";
}
std::string millivolts(const std::string& text) {
    return text + " mV";
}
std::string milliamperes(const std::string& text) {
    return text + " mA";
}
std::string hertz(const std::string& text) {
    return text + " Hz";
}
std::string milliseconds(const std::string& text) {
    return text + " ms";
}
std::string seconds(const std::string& text) {
    return text + " s";
}
std::string volts(const std::string& text) {
    return text.substr(0, text.find(' ')) + "V";
}
std::string capital(const std::string& text) {
    return text == "yes" ? "Yes" : "No";
}

const std::map<std::string, Words> chassis_words{
    {"type", {"Chassis Type"}}, {"part_number", {"Chassis Part Number"}}, {"serial_number", {"Chassis Serial Number"}}};
const std::map<std::string, Words> board_words{{"manufacturer", {"Board Manufacturer"}},
                                               {"product_name", {"Board Product Name"}},
                                               {"serial_number", {"Board Serial Number"}},
                                               {"part_number", {"Board Part Number"}},
                                               {"fru_file_id", {"FRU File ID"}}};
const std::map<std::string, Words> product_words{{"manufacturer", {"Product Manufacturer Name"}},
                                                 {"product_name", {"Product Name"}},
                                                 {"part_number", {"Product Part/Model Number"}},
                                                 {"version", {"Product Version"}},
                                                 {"serial_number", {"Product Serial Number"}},
                                                 {"asset_tag", {"Product Asset Tag"}},
                                                 {"fru_file_id", {"FRU File ID"}}};
const std::map<std::string, Words> supply_words{
    {"capacity_watts", {"Power Supply Overall Capacity", watts}},
    {"peak_va", {"Power Supply Peak VA", [](const std::string& text) { return text + " VA"; }}},
    {"inrush_current_amps",
     {"Power Supply Max Inrush Current", [](const std::string& text) { return text + " Amps"; }}},
    {"inrush_interval_ms", {"Power Supply Inrush Interval", milliseconds}},
    {"input_low_1_mv", {"Power Supply Low End Input Voltage 1", millivolts}},
    {"input_high_1_mv", {"Power Supply High End Input Voltage 1", millivolts}},
    {"input_low_2_mv", {"Power Supply Low End Input Voltage 2", millivolts}},
    {"input_high_2_mv", {"Power Supply High End Input Voltage 2", millivolts}},
    {"frequency_low_hz", {"Power Supply Low End Acceptable Frequency", hertz}},
    {"frequency_high_hz", {"Power Supply High End Acceptable Frequency", hertz}},
    {"dropout_tolerance_ms", {"Power Supply A/C Dropout Tolerance", milliseconds}},
    {"predictive_fail_support", {"Power Supply Predictive Fail Support", capital}},
    {"power_factor_correction", {"Power Supply Power Factor Correction Supported", capital}},
    {"autoswitch", {"Power Supply AutoSwitch Supprt", capital}},  // as 1.6.10 spells it
    {"hot_swap", {"Power Supply Hot Swap Support", capital}},
    {"peak_capacity_watts", {"Power Supply Peak Capacity", watts}},
    {"hold_up_time_s", {"Power Supply Hold Up Time", seconds}},
    {"combined_voltage_1", {"Power Supply Voltage 1", volts}},
    {"combined_voltage_2", {"Power Supply Voltage 2", volts}},
    {"combined_watts", {"Power Supply Total Combined Wattage", watts}},
    {"fan_pulses_per_rotation",
     {"Power Supply Predictive Fail",
      [](const std::string& text) {
          return std::string("Tach output, ") + (text == "2" ? "two pulses" : "one pulse") + " per rotation";
      }}},
};
const std::map<std::string, Words> output_words{
    {"output_number", {"DC Output Output Number"}},
    {"standby", {"DC Output Output on Standy", capital}},
    {"nominal_mv", {"DC Output Nominal Voltage", millivolts}},
    {"minimum_mv", {"DC Output Maximum Negative Voltage Deviation", millivolts}},
    {"maximum_mv", {"DC Output Maximum Positive Voltage Deviation", millivolts}},
    {"ripple_and_noise_mv", {"DC Output Ripple and Noise pk-pk", millivolts}},
    {"minimum_current_ma", {"DC Output Minimum Current Draw", milliamperes}},
    {"maximum_current_ma", {"DC Output Maximum Current Draw", milliamperes}},
};
const std::map<std::string, Words> oem_words{
    {"manufacturer_id",
     {"OEM Manufacturer ID", [](const std::string& text) { return fmt::format("PICMG ({:X}h)", std::stoul(text)); }}},
    {"data",
     {"OEM Data",
      [](const std::string& text) {
          Lines bytes;
          for (auto byte : corpus::split(text, ' ')) {
              for (auto& digit : byte) digit = static_cast<char>(std::toupper(digit));
              bytes.push_back(byte + "h");
          }
          return fmt::format("{}", fmt::join(bytes, " "));
      }}},
};

const std::map<std::string, Words>& words_of(const FruArea& area) {
    switch (area.kind) {
        case FruArea::Kind::chassis: return chassis_words;
        case FruArea::Kind::board: return board_words;
        case FruArea::Kind::product: return product_words;
        default: return area.record_type == 0 ? supply_words : area.record_type == 1 ? output_words : oem_words;
    }
}

// FreeIPMI shows no internal use area, and of fields that are not there neither; lines come sorted, its order is its
// own.
Lines in_freeipmis_words(const Fru& fru) {
    Lines lines;
    for (const auto& area : fru.areas) {
        if (area.kind == FruArea::Kind::internal_use) continue;
        if (area.manufactured)
            lines.push_back("Board Manufacturing Date/Time: " +
                            fmt::format("{:%m/%d/%y - %H:%M:%S}", *area.manufactured));
        for (const auto& [name, text] : area.fields) {
            const auto& words = words_of(area);
            if (const auto known = words.find(name); known != words.end())
                lines.push_back(
                    fmt::format("{}: {}", known->second.label, known->second.value ? known->second.value(text) : text));
            else if (name.starts_with("custom_"))
                lines.push_back(fmt::format("{} Custom Info: {}",
                                            area.kind == FruArea::Kind::chassis ? "Chassis"
                                            : area.kind == FruArea::Kind::board ? "Board"
                                                                                : "Product",
                                            text));
        }
    }
    std::sort(lines.begin(), lines.end());
    return lines;
}

Lines freeipmis(const std::filesystem::path& file) {
    Lines lines;
    for (const auto& line : corpus::split(corpus::text_of(file), '\n')) {
        if (line.starts_with("     ")) {  // OEM data over several lines
            lines.back() += " " + corpus::trimmed(line);
        } else if (line.starts_with("  FRU ") && !line.starts_with("  FRU Error")) {
            lines.push_back(corpus::trimmed(line.substr(6)));
        }
    }
    for (auto& line : lines) {
        // Dell's file id is one byte of BCD plus (05) or of binary (00): two digits each (§13). FreeIPMI drops a digit,
        // adds an h.
        if (!line.starts_with("FRU File ID: ")) continue;
        const auto value = line.substr(13);
        if (value.size() == 1) line.insert(13, "0");
        if (value.size() == 3 && value.ends_with('h')) line.pop_back();
    }
    std::erase_if(lines, [](const std::string& line) { return line.ends_with(':'); });  // only blanks
    // What it prints for "unspecified" and for supplies without the combination.
    std::erase(lines, "Board Manufacturing Date/Time: 01/01/96 - 00:00:00");
    if (std::erase(lines, "Power Supply Total Combined Wattage: 0 Watts") > 0)
        std::erase_if(lines, [](const std::string& line) { return line.starts_with("Power Supply Voltage "); });
    std::sort(lines.begin(), lines.end());
    return lines;
}

Fru decoded(const std::filesystem::path& image) {
    Fru fru;
    decode_fru(corpus::bytes_of(image), fru);
    return fru;
}

std::string warnings_of(const Fru& fru) {
    std::string all = fru.warning;
    for (const auto& area : fru.areas) warn(all, area.warning);
    while (all.ends_with("; ")) all.resize(all.size() - 2);
    while (all.starts_with("; ")) all.erase(0, 2);
    return all;
}

TEST(FruCorpus, SaysWhatFreeIpmiSays) {
    SKIP_WITHOUT_CORPUS();
    const auto images = corpus::files("fru", "", ".bin");
    ASSERT_GT(images.size(), 60u);
    for (const auto& image : images) {
        const auto fru = decoded(image);
        auto text = image;
        const auto expected = corpus::text_of(text.replace_extension(".freeipmi.txt"));
        if (expected.find("FRU Error") != std::string::npos) {  // FreeIPMI gives up there; we show it with a warning
            EXPECT_NE(warnings_of(fru), "") << image.filename();
            const auto ours = in_freeipmis_words(fru);
            for (const auto& line : freeipmis(text))
                EXPECT_NE(std::find(ours.begin(), ours.end(), line), ours.end()) << image.filename() << " " << line;
            continue;
        }
        EXPECT_EQ(in_freeipmis_words(fru), freeipmis(text)) << image.filename();
    }
}

TEST(FruCorpus, NamesWhatIsWrong) {
    SKIP_WITHOUT_CORPUS();
    const auto folder = std::filesystem::path(corpus::folder()) / "fru";
    const auto warnings = [&folder](const char* name) { return warnings_of(decoded(folder / name)); };
    EXPECT_EQ(warnings("asrockrack_bad_checksum.bin"), "board area checksum is wrong");
    EXPECT_EQ(warnings("infrasim_dell_r730_mc20_fru0c.bin"), "unknown format: the FRU header begins with f0h");
    EXPECT_EQ(warnings("infrasim_dell_r640_mc20_fru03.bin"), "the inventory is blank (only 00h)");
    EXPECT_EQ(warnings("infrasim_s2600wtt_mc20_fru05.bin"), "board area checksum is wrong");
    EXPECT_EQ(warnings("frutool_basic-all.bin"), "");
    EXPECT_EQ(warnings("kontron_kontron_am4904.bin"), "");
}

TEST(FruCorpus, KeepsAnAreaWithAWrongChecksum) {
    SKIP_WITHOUT_CORPUS();
    const auto fru = decoded(std::filesystem::path(corpus::folder()) / "fru/asrockrack_bad_checksum.bin");
    ASSERT_EQ(fru.areas.size(), 2u);
    EXPECT_EQ(fru.areas[0].fields.front(), (std::pair<std::string, std::string>{"manufacturer", "ASRockRack"}));
    EXPECT_EQ(fru.areas[1].fields.front(), (std::pair<std::string, std::string>{"manufacturer", "ASRockRack"}));
    EXPECT_EQ(fru.areas[1].warning, "");
}

TEST(FruCorpus, ReadsThePowerModulesCurrent) {
    SKIP_WITHOUT_CORPUS();
    const auto fru = decoded(std::filesystem::path(corpus::folder()) / "fru/kontron_vadatech_utc017.bin");
    const auto& record = fru.areas.back();
    EXPECT_EQ(record.record_type, 0xc0);
    EXPECT_NE(std::find(record.fields.begin(), record.fields.end(),
                        std::pair<std::string, std::string>{"maximum_current_amps", "42.0"}),
              record.fields.end());
}

// The vectors read 0 as a date, too; the definition (v1.0 rev 1.3, §11) says that it is unspecified.
TEST(FruCorpus, ReadsTheMinutesOfTheSecondRound) {
    SKIP_WITHOUT_CORPUS();
    const auto vectors =
        nlohmann::json::parse(corpus::text_of(std::filesystem::path(corpus::folder()) / "fru/mfg_date_rollover.json"));
    for (const auto& vector : vectors.at("vectors")) {
        const auto minutes = vector.at("minutes").get<std::uint32_t>();
        const auto date = manufacturing_date(minutes);
        EXPECT_EQ(date.has_value(), minutes != 0);
        if (!date) continue;
        EXPECT_EQ(fmt::format("{:%Y-%m-%dT%H:%MZ}", *date), vector.at("date").get<std::string>());
    }
}

TEST(FruCorpus, AsksForNoMoreThanTheAreas) {
    SKIP_WITHOUT_CORPUS();
    for (const auto& file : corpus::files("fru", "", ".bin")) {
        const auto image = corpus::bytes_of(file);
        std::size_t have = 0;
        for (int round = 0; round < 300; ++round) {
            const auto needed = needed_fru_bytes(ByteView(image).first(have), image.size());
            ASSERT_LE(needed, image.size());
            if (needed == have) break;
            have = needed;
        }
        Fru whole, part;
        decode_fru(image, whole);
        decode_fru(ByteView(image).first(have), part);
        // The internal use area is opaque and may be cut when it comes last; the rest is all there.
        const auto drop = [](Fru& fru) {
            std::erase_if(fru.areas, [](const FruArea& area) { return area.kind == FruArea::Kind::internal_use; });
            fru.size_bytes = 0;
        };
        drop(whole);
        drop(part);
        EXPECT_EQ(whole, part) << file.filename() << " " << have;
        EXPECT_LE(have, 2100u) << file.filename();
    }
}

}  // namespace
}  // namespace ipmi::model
