#include "cli/manual.hpp"

#include <gtest/gtest.h>

#include "cli/options.hpp"

namespace {

using namespace ipmi::cli;

TEST(Manual, NamesEveryVerbAndEveryOption) {
    const auto page = manual_page();
    for (const auto& verb : all_verbs()) {
        EXPECT_NE(page.find(".SS " + std::string(verb.name)), std::string::npos) << verb.name;
        const auto options = options_of(verb);
        EXPECT_FALSE(options.empty());
        for (const auto& option : options) {
            auto name = option.names.substr(option.names.rfind(',') + 1);
            for (std::size_t at = 0; (at = name.find('-', at)) != std::string::npos; at += 2) name.insert(at, "\\");
            EXPECT_NE(page.find(name), std::string::npos) << name;
            EXPECT_FALSE(option.help.empty()) << name;
        }
    }
}

TEST(Manual, SaysWhichValuesOptionsTake) {
    const auto options = options_of(words_of(Verb::power));
    const auto of = [&options](const std::string& names) {
        for (const auto& option : options)
            if (option.names == names) return option.value;
        return std::string("no such option");
    };
    EXPECT_EQ(of("--stagger"), "SECONDS");
    EXPECT_EQ(of("-H,--host"), "ADDRESS");
    EXPECT_EQ(of("--dry-run"), "");
    EXPECT_EQ(of("-y,--yes"), "");
}

}  // namespace
