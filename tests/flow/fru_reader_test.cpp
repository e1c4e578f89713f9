// Reading inventories from BMCs that refuse large reads, count in words, are busy, and promise more than they have.
#include "model/fru_reader.hpp"

#include <gtest/gtest.h>

#include "message/storage/get_fru_inventory_area_info.hpp"
#include "message/storage/read_fru_data.hpp"
#include "scripted_channel.hpp"

namespace ipmi::test {
namespace {

using storage::GetFruInventoryAreaInfo;
using storage::ReadFruData;

Bytes summed(Bytes bytes) {
    std::uint8_t sum = 0;
    for (const auto byte : bytes) sum = static_cast<std::uint8_t>(sum + byte);
    bytes.push_back(static_cast<std::uint8_t>(-sum));
    return bytes;
}

/// A board area of 72 bytes at byte 8; its serial number is 50 characters long.
Bytes inventory(std::size_t size) {
    auto image = summed({1, 0, 0, 1, 0, 0, 0});
    Bytes board{1, 9, 0, 0x20, 0x65, 0xc8, 0xc4, 'A', 'c', 'm', 'e', 0xc2, 'X', '1', 0xf2};
    for (unsigned i = 0; i < 50; ++i) board.push_back(static_cast<std::uint8_t>('A' + i % 26));
    board.insert(board.end(), {0xc0, 0xc0, 0xc1});
    while (board.size() < 71) board.push_back(0);
    board = summed(board);
    image.insert(image.end(), board.begin(), board.end());
    image.resize(std::max(size, image.size()));
    return image;
}

struct Inventory {
    Bytes image = inventory(2048);
    std::uint16_t promised = 2048;
    bool words = false;
    std::size_t largest_read = 255;
    std::uint8_t refusal_code = 0xca;
    std::size_t gives_at_most = 255;
    std::uint8_t lies_in_count = 0;  ///< added to the count returned
    unsigned busy = 0;
    std::optional<unsigned> silent_after{};
    unsigned reads = 0;
    std::size_t bytes_asked = 0;

    Result<session::Reply> operator()(const session::Command& command) {
        if (command.command == GetFruInventoryAreaInfo::command) {
            const auto request = GetFruInventoryAreaInfo::decode_request(wire::Reader(command.data));
            if (!request || request->fru_device_id != 3) return refusal(0xcb);
            GetFruInventoryAreaInfo::Response response;
            response.size_bytes = promised;
            response.accessed_by_words = words;
            return answered<GetFruInventoryAreaInfo>(response);
        }
        const auto request = ReadFruData::decode_request(wire::Reader(command.data));
        if (!request || command.command != ReadFruData::command) return refusal(0xc1);
        ++reads;
        if (silent_after && reads > *silent_after) return fail(Errc::timeout, "no answer");
        if (busy > 0) {
            --busy;
            return refusal(0x81);
        }
        const std::size_t unit = words ? 2 : 1;
        const auto offset = request->offset * unit;
        const auto count = request->count_to_read * unit;
        bytes_asked += count;
        if (count > largest_read) return refusal(refusal_code);
        if (offset >= image.size()) return refusal(0xc9);
        const auto given = std::min({count, image.size() - offset, gives_at_most});
        ReadFruData::Response response;
        response.count_returned = static_cast<std::uint8_t>(given / unit + lies_in_count);
        response.data.assign(image.begin() + static_cast<std::ptrdiff_t>(offset),
                             image.begin() + static_cast<std::ptrdiff_t>(offset + given));
        return answered<ReadFruData>(response);
    }
};

struct Read {
    Fru fru;
    Result<void> result;
    std::uint8_t read_size = 0;
    std::size_t requests = 0;
};

Read read(Inventory& inventory, std::uint8_t known_size = 0, std::uint8_t id = 3) {
    ScriptedChannel channel([&inventory](const session::Command& command) { return inventory(command); });
    Read done;
    done.fru.id = id;
    done.read_size = known_size;
    done.result = run(model::read_fru(channel, done.fru, done.read_size));
    done.requests = channel.sent.size();
    return done;
}

void expect_all(const Read& done) {
    EXPECT_TRUE(done.result) << done.result.error().context;
    EXPECT_EQ(done.fru.warning, "");
    ASSERT_EQ(done.fru.areas.size(), 1u);
    EXPECT_EQ(done.fru.areas[0].warning, "");
    ASSERT_EQ(done.fru.areas[0].fields.size(), 3u);
    EXPECT_EQ(done.fru.areas[0].fields[2].second, "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWX");
}

TEST(FruReader, AsksForTheAreasOnly) {
    Inventory inventory;
    const auto done = read(inventory);
    expect_all(done);
    EXPECT_EQ(done.fru.size_bytes, 2048);
    EXPECT_EQ(done.requests, 4u);  // the size, 96 bytes of 2048
    EXPECT_EQ(inventory.bytes_asked, 96u);
}

TEST(FruReader, LearnsTheLargestReadByRefusal) {
    for (const std::uint8_t code : Bytes{0xca, 0xc7, 0xc8, 0xc4, 0xff})
        for (std::size_t limit = 4; limit <= 40; ++limit) {
            Inventory inventory;
            inventory.largest_read = limit;
            inventory.refusal_code = code;
            const auto done = read(inventory);
            SCOPED_TRACE(limit);
            expect_all(done);
            EXPECT_LE(done.read_size, limit);
            const auto again = read(inventory, done.read_size);
            expect_all(again);
            EXPECT_LE(again.requests, done.requests);
        }
}

TEST(FruReader, GivesUpOnABmcThatRefusesEverySize) {
    Inventory inventory;
    inventory.largest_read = 3;
    const auto done = read(inventory);
    EXPECT_TRUE(done.result);
    EXPECT_NE(done.fru.warning.find("CAh"), std::string::npos) << done.fru.warning;
    EXPECT_LT(done.requests, 20u);
}

TEST(FruReader, TakesAnswersThatAreShorterThanAskedFor) {
    for (const std::size_t most : {31, 20, 9, 3, 1}) {
        Inventory inventory;
        inventory.gives_at_most = most;
        expect_all(read(inventory));
    }
}

TEST(FruReader, CountsInWords) {
    for (const std::size_t limit : {255, 16, 10}) {
        Inventory inventory;
        inventory.words = true;
        inventory.largest_read = limit;
        expect_all(read(inventory));
        inventory.gives_at_most = 7;  // half a word is no word
        expect_all(read(inventory));
    }
    Inventory odd;
    odd.words = true;
    odd.image = inventory(0);
    odd.image.push_back(0x55);
    odd.promised = 81;
    expect_all(read(odd));
}

TEST(FruReader, BelievesTheDataMoreThanTheirCount) {
    Inventory inventory;
    inventory.lies_in_count = 20;
    expect_all(read(inventory));
}

TEST(FruReader, WaitsForABusyDevice) {
    Inventory inventory;
    inventory.busy = 5;
    expect_all(read(inventory));
    inventory.busy = 1000000;
    inventory.reads = 0;
    const auto done = read(inventory);
    EXPECT_TRUE(done.result);
    EXPECT_NE(done.fru.warning, "");
    EXPECT_LT(inventory.reads, 100u);
}

TEST(FruReader, NamesAnInventoryThatEndsEarly) {
    Inventory inventory;
    inventory.image.resize(40);
    const auto done = read(inventory);
    EXPECT_TRUE(done.result);
    EXPECT_NE(done.fru.warning.find("ends at byte 40 of 2048"), std::string::npos) << done.fru.warning;
    ASSERT_EQ(done.fru.areas.size(), 1u);
    EXPECT_EQ(done.fru.areas[0].fields.at(0).second, "Acme");
}

TEST(FruReader, KeepsToThePromisedSize) {
    Inventory inventory;
    inventory.promised = 64;
    const auto done = read(inventory);
    EXPECT_TRUE(done.result);
    EXPECT_EQ(done.fru.areas.at(0).warning,
              "board area is cut, 56 of 72 bytes; board area: field serial_number is cut, 41 of 50 bytes; board area "
              "ends after 3 of 5 fields");
}

TEST(FruReader, NamesWhatIsNotThere) {
    Inventory inventory;
    const auto absent = read(inventory, 0, 9);
    EXPECT_TRUE(absent.result);
    EXPECT_NE(absent.fru.warning, "");
    inventory.promised = 0;
    EXPECT_EQ(read(inventory).fru.warning, "the inventory is empty (0 bytes)");
}

TEST(FruReader, KeepsWhatItHasWhenTheAnswersEnd) {
    Inventory inventory;
    inventory.silent_after = 1;
    const auto done = read(inventory);
    EXPECT_FALSE(done.result);
    ASSERT_EQ(done.fru.areas.size(), 1u);
    EXPECT_EQ(done.fru.areas[0].fields.at(0).second, "Acme");
    EXPECT_NE(done.fru.warning, "");
}

TEST(FruList, HasTheBmcsOwnAndTheLogicalOnesOfTheTable) {
    EXPECT_EQ(model::list_frus(nullptr).size(), 1u);
    SensorTable table;
    const auto add = [&table](std::uint8_t id, const char* name, std::uint8_t address, bool logical,
                              Locator::Kind kind) {
        Locator locator;
        locator.kind = kind;
        locator.fru_id = id;
        locator.name = name;
        locator.device_address = address;
        locator.logical_fru = logical;
        locator.entity = {10, 1, "Power Supply 1"};
        table.locators.push_back(locator);
    };
    add(7, "PSU", 0x20, true, Locator::Kind::fru);
    add(7, "PSU again", 0x20, true, Locator::Kind::fru);
    add(2, "Riser", 0x20, true, Locator::Kind::fru);
    add(3, "EEPROM", 0xa0, false, Locator::Kind::fru);
    add(4, "Other board", 0x82, true, Locator::Kind::fru);
    add(5, "BMC", 0x20, true, Locator::Kind::management_controller);
    add(0xff, "Reserved", 0x20, true, Locator::Kind::fru);
    const auto frus = model::list_frus(&table);
    ASSERT_EQ(frus.size(), 3u);
    EXPECT_EQ(frus[0].name, "Builtin FRU Device");
    EXPECT_EQ(frus[1].id, 2);
    EXPECT_EQ(frus[2].name, "PSU");
    EXPECT_EQ(frus[2].entity.name, "Power Supply 1");
}

}  // namespace
}  // namespace ipmi::test
