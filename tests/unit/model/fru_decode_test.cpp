#include "model/fru_decode.hpp"

#include <gtest/gtest.h>

#include <map>

#include "base/hex.hpp"
#include "model/fru_fields.hpp"
#include "model/fru_multirecord.hpp"

namespace ipmi::model {
namespace {

// Platform Management FRU Information Storage Definition v1.0 rev 1.3, §8 to §13, byte by byte.
Bytes with_checksum(Bytes bytes) {
    std::uint8_t sum = 0;
    for (const auto byte : bytes) sum = static_cast<std::uint8_t>(sum + byte);
    bytes.push_back(static_cast<std::uint8_t>(-sum));
    return bytes;
}

Bytes product_area(std::uint8_t language, const Bytes& fields) {
    Bytes area{1, 0, language};
    area.insert(area.end(), fields.begin(), fields.end());
    area.push_back(0xc1);
    while (area.size() % 8 != 7) area.push_back(0);
    area[1] = static_cast<std::uint8_t>((area.size() + 1) / 8);
    return with_checksum(area);
}

Bytes image_of(const Bytes& product) {
    auto image = with_checksum({1, 0, 0, 0, 1, 0, 0});
    image.insert(image.end(), product.begin(), product.end());
    return image;
}

Fru decoded(const Bytes& image) {
    Fru fru;
    decode_fru(image, fru);
    return fru;
}

TEST(FruDecode, ReadsEveryEncoding) {
    const auto fru =
        decoded(image_of(product_area(0, {0xc3, 'A', 'c', 'm',         // 8-bit ASCII
                                          0x02, 0xab, 0x01,            // binary
                                          0x42, 0x12, 0x3b,            // BCD plus
                                          0x83, 0x64, 0xc9, 0xb2})));  // 6-bit ASCII, §13.3: "DENT"-like packing
    ASSERT_EQ(fru.areas.size(), 1u);
    const auto& fields = fru.areas[0].fields;
    ASSERT_EQ(fields.size(), 4u);
    EXPECT_EQ(fields[0], (std::pair<std::string, std::string>{"manufacturer", "Acm"}));
    EXPECT_EQ(fields[1], (std::pair<std::string, std::string>{"product_name", "ab01"}));
    EXPECT_EQ(fields[2], (std::pair<std::string, std::string>{"part_number", "123-"}));
    EXPECT_EQ(fields[3], (std::pair<std::string, std::string>{"version", "DELL"}));
    EXPECT_EQ(fru.areas[0].warning, "");
}

TEST(FruDecode, LeavesOutEmptyFieldsAndCountsThem) {
    const auto fru =
        decoded(image_of(product_area(25, {0xc0, 0xc0, 0xc0, 0xc0, 0xc0, 0xc0, 0xc0, 0xc0, 0xc2, 'x', 'y'})));
    ASSERT_EQ(fru.areas.size(), 1u);
    EXPECT_EQ(fru.areas[0].fields, (std::vector<std::pair<std::string, std::string>>{{"custom_2", "xy"}}));
}

TEST(FruDecode, ReadsUnicodeWhereTheLanguageIsNotEnglish) {
    EXPECT_EQ(decoded(image_of(product_area(9, {0xc4, 0x2d, 0x4e, 0x87, 0x65}))).areas[0].fields[0].second, "中文");
    EXPECT_EQ(decoded(image_of(product_area(9, {0xc4, 'A', 'c', 'm', 'e'}))).areas[0].fields[0].second, "Acme");
    EXPECT_EQ(decoded(image_of(product_area(0, {0xc2, 'A', 0xe9}))).areas[0].fields[0].second, "Aé");
}

TEST(FruDecode, TellsUnspecifiedDates) {
    using namespace std::chrono;
    EXPECT_FALSE(manufacturing_date(0));
    EXPECT_EQ(manufacturing_date(11320830), sys_days(2017y / July / 10) + 16h + 30min);
    EXPECT_EQ(manufacturing_date(5260320), sys_days(2006y / January / 1));
}

TEST(FruDecode, KeepsWhatATruncatedImageStillHas) {
    const auto whole =
        image_of(product_area(0, {0xc3, 'A', 'c', 'm', 0xc4, 'D', 'i', 's', 'k', 0xc0, 0xc0, 0xc0, 0xc0, 0xc0}));
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const auto fru = decoded(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)));
        std::string warning = fru.warning;
        for (const auto& area : fru.areas) warning += area.warning;
        EXPECT_NE(warning, "") << size;
        if (size < 16) continue;
        EXPECT_EQ(fru.areas.at(0).fields.at(0).second, "Acm");
    }
    EXPECT_EQ(decoded(whole).areas[0].warning, "");
}

TEST(FruDecode, NamesAreasBeyondTheImage) {
    const auto fru = decoded(with_checksum({1, 4, 2, 3, 5, 6, 0}));
    ASSERT_EQ(fru.areas.size(), 5u);
    EXPECT_EQ(fru.areas[0].warning, "chassis area begins at byte 16, beyond the 8 bytes there are");
    for (const auto& area : fru.areas) EXPECT_NE(area.warning, "");
}

TEST(FruDecode, GoesOnWhereOnlyTheHeadersChecksumIsWrong) {
    auto image = image_of(product_area(0, {0xc3, 'A', 'c', 'm'}));
    image[7] ^= 1;
    const auto fru = decoded(image);
    EXPECT_EQ(fru.warning, "FRU header checksum is wrong");
    EXPECT_EQ(fru.areas.at(0).fields.at(0).second, "Acm");
}

TEST(FruDecode, StopsWhereAMultirecordHeaderCannotBeTrusted) {
    auto image = with_checksum({1, 0, 0, 0, 0, 1, 0});
    image.insert(image.end(), {0xc0, 0x02, 3, 0x75, 0xc6, 0x5a, 0x31, 0x00});  // header and data add up to zero
    image.insert(image.end(), {0x00, 0x82, 24, 0, 0x11});                      // this header does not
    const auto fru = decoded(image);
    ASSERT_EQ(fru.areas.size(), 2u);
    EXPECT_EQ(fru.areas[0].warning, "");
    EXPECT_EQ(fru.areas[0].fields.at(0).second, "12634");
    EXPECT_EQ(fru.areas[1].warning, "multirecord header checksum at byte 16 is wrong");
}

TEST(FruDecode, ReadsLoadsAndExtendedRecords) {
    const auto fields = [](std::uint8_t type, const std::string& hex) {
        FruArea record;
        record.kind = FruArea::Kind::multirecord;
        record.record_type = type;
        describe_multirecord(*from_hex(hex), record);
        EXPECT_EQ(record.warning, "");
        std::map<std::string, std::string> found(record.fields.begin(), record.fields.end());
        return found;
    };
    auto load = fields(0x02, "01 f4 01 c2 01 26 02 32 00 64 00 e8 03");
    EXPECT_EQ(load["nominal_mv"], "5000");
    EXPECT_EQ(load["minimum_mv"], "4500");
    EXPECT_EQ(load["maximum_load_ma"], "1000");
    EXPECT_EQ(fields(0x0a, "11 f4 01 c2 01 26 02 32 00 64 00 e8 03")["maximum_load_ma"], "100000");
    EXPECT_EQ(fields(0x09, "82 0c fe 00 00 00 00 32 00 64 00 e8 03")["maximum_current_ma"], "10000");
    EXPECT_EQ(fields(0x09, "82 0c fe 00 00 00 00 32 00 64 00 e8 03")["nominal_mv"], "-5000");
    EXPECT_EQ(fields(0x03, "01 68 74 74 70 3a 2f 2f 78")["system_management_url"], "http://x");
    EXPECT_EQ(fields(0x05, "57 01 00 07 02 83 ff")["manufacturer_id"], "343");
    FruArea cut;
    cut.kind = FruArea::Kind::multirecord;
    describe_multirecord(Bytes(23), cut);
    EXPECT_EQ(cut.warning, "multirecord of type 00h has 23 of 24 bytes");
}

TEST(FruDecode, NeverFailsWhateverTheBytes) {
    std::uint32_t seed = 1;
    const auto next = [&seed] { return static_cast<std::uint8_t>((seed = seed * 1664525 + 1013904223) >> 24); };
    for (int round = 0; round < 20000; ++round) {
        Bytes image(next());
        for (auto& byte : image) byte = next();
        if (!image.empty()) image[0] = 1;
        for (std::size_t i = 1; i < std::min<std::size_t>(6, image.size()); ++i) image[i] &= 0x0f;
        const auto fru = decoded(image);
        std::size_t have = 0;
        for (int step = 0; step < 1000; ++step) {
            const auto needed = needed_fru_bytes(ByteView(image).first(have), image.size());
            ASSERT_GE(needed, have);
            ASSERT_LE(needed, image.size());
            if (needed == have) break;
            have = needed;
        }
    }
}

}  // namespace
}  // namespace ipmi::model
