#include "cli/from_file.hpp"

#include <gtest/gtest.h>

#include "unit/inventory/scratch_folder.hpp"

namespace {

using namespace ipmi::cli;

Options options_for(Verb verb, std::string file) {
    Options options;
    options.verb = verb;
    options.from_file = std::move(file);
    return options;
}

TEST(FromFile, DecodesALog) {
    const ScratchFolder folder;
    // IPMI v2.0 rev 1.1, table 32-1: id, type 02h, time, generator 20h, EvM 04h, Power Supply 11h, 6Fh, offset 1
    const std::string record("\x01\x00\x02\x00\x00\x00\x65\x20\x00\x04\x08\x11\x6f\x01\xff\xff", 16);
    const std::string later("\x02\x00\x02\x00\x00\x01\x65\x20\x00\x04\x08\x11\x6f\x00\xff\xff", 16);
    const auto shown = show_file(options_for(Verb::sel, folder.file("log", record + later)), {});
    ASSERT_TRUE(shown) << shown.error().context;
    EXPECT_NE(shown->text.find("0001h  2023-09-12 06:06:56"), std::string::npos) << shown->text;
    EXPECT_TRUE(shown->text.ends_with("2 records")) << shown->text;
    EXPECT_EQ(shown->json["records"].size(), 2u);
    auto newest = options_for(Verb::sel, folder.path() + "/log");
    newest.sel.newest = 1;
    const auto one = show_file(newest, {});
    ASSERT_TRUE(one);
    EXPECT_EQ(one->json["records"].size(), 1u);
    EXPECT_EQ(one->json["records"][0]["id"], 2);
}

TEST(FromFile, NamesWhatIsWrongWithAFile) {
    const ScratchFolder folder;
    const auto missing = show_file(options_for(Verb::sel, folder.path() + "/none"), {});
    ASSERT_FALSE(missing);
    EXPECT_NE(missing.error().context.find("/none: No such file"), std::string::npos) << missing.error().context;
    EXPECT_FALSE(show_file(options_for(Verb::sel, folder.path()), {}));  // a folder
    EXPECT_FALSE(show_file(options_for(Verb::sel, folder.file("short", "abc")), {}));
    EXPECT_FALSE(show_file(options_for(Verb::fru, folder.file("large", std::string(5u << 20, 'a'))), {}));
    const auto nonsense = show_file(options_for(Verb::fru, folder.file("text", "this is no inventory at all")), {});
    ASSERT_TRUE(nonsense);
    EXPECT_FALSE(nonsense->success);
}

}  // namespace
