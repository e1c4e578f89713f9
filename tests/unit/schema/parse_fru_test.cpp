#include <ipmi/decode.hpp>

#include "schema/fru_form.hpp"
#include "unit/model/corpus.hpp"
#include "unit/schema/way_back.hpp"

namespace ipmi::schema {
namespace {

Json tell(const FruReport& report) {
    return form(report);
}

FruReport report() {
    Fru fru;
    fru.id = 3;
    fru.name = "PSU1";
    fru.entity.name = "Power Supply 1";
    fru.size_bytes = 256;
    fru.warning = "the end could not be read";
    FruArea board;
    board.kind = FruArea::Kind::board;
    board.language = std::uint8_t{25};
    board.manufactured = std::chrono::sys_seconds(std::chrono::seconds(1'600'000'020));
    board.fields = {{"manufacturer", "NEC"}, {"custom_1", "a: b"}};
    board.warning = "board area checksum is wrong";
    FruArea multirecord;
    multirecord.kind = FruArea::Kind::multirecord;
    multirecord.version = 2;
    multirecord.record_type = 0xc0;
    multirecord.raw = {1, 2, 0xff};
    fru.areas = {board, multirecord};
    FruReport report;
    report.frus = {fru, Fru{}};
    report.warnings = {"not all FRUs could be read"};
    return report;
}

TEST(ParseFruReport, IsTheSameAfterItsWayThroughJson) {
    const auto before = report();
    const auto after = there_and_back(before, parse_fru_report, tell);
    ASSERT_TRUE(after);
    EXPECT_EQ(after->frus, before.frus);
    EXPECT_EQ(after->warnings, before.warnings);
}

TEST(ParseFruReport, TellsTheImagesOfTheCorpusAgain) {
    SKIP_WITHOUT_CORPUS();
    const auto files = corpus::files("fru", "", ".bin");
    ASSERT_GT(files.size(), 50u);
    for (const auto& file : files) {
        FruReport image;
        image.frus = {decode_fru_image(corpus::bytes_of(file))};
        EXPECT_TRUE(there_and_back(image, parse_fru_report, tell)) << file;
    }
}

TEST(ParseFruReport, RefusesWhatMakesNoSense) {
    EXPECT_GT(mutilate(form(report()), parse_fru_report), 50u);
    auto json = form(report());
    json["frus"][0]["areas"][0]["fields"]["manufacturer"] = 7;
    EXPECT_EQ(parse_fru_report(json).error().context, "\"fields\" holds what is no text");
}

}  // namespace
}  // namespace ipmi::schema
