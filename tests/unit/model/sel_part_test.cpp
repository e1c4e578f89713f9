#include "model/sel_part.hpp"

#include <gtest/gtest.h>

namespace ipmi::model {
namespace {

TEST(SelPart, FindsMemoryModules) {
    EXPECT_EQ(part_in_text("DIMM B3"), "DIMM_B3");
    EXPECT_EQ(part_in_text("DIMM A1, DIMM A2"), "DIMM_A1");
    EXPECT_EQ(part_in_text("Memory failed test/initialization CPU1_DIMM_A1"), "CPU1_DIMM_A1");
    EXPECT_EQ(part_in_text("DIMM_A1 failed Self Test (BIST)"), "DIMM_A1");
    EXPECT_EQ(part_in_text("P1_DIMMA2"), "P1_DIMMA2");
    EXPECT_EQ(part_in_text("DIMMA1(CPU1)"), "DIMMA1(CPU1)");
    EXPECT_EQ(part_in_text("Memory Board = 1, DIMM Slot = DIMM_1/B"), "DIMM_1/B");
    EXPECT_EQ(part_in_text("CPU = 1, Channel = A, DIMM = 2"), "CPU1_DIMM_A2");
    EXPECT_EQ(part_in_text("Memory Card 2, DIMM 3"), "DIMM 3");
}

TEST(SelPart, FindsPowerSuppliesFansDrivesAndProcessors) {
    EXPECT_EQ(part_in_text("PS1 Status"), "Power Supply 1");
    EXPECT_EQ(part_in_text("PSU2 Status"), "Power Supply 2");
    EXPECT_EQ(part_in_text("power supply #3"), "Power Supply 3");
    EXPECT_EQ(part_in_text("PS1 Fan Fail"), "Power Supply 1");
    EXPECT_EQ(part_in_text("System Fan 3A"), "Fan 3A");
    EXPECT_EQ(part_in_text("FAN12"), "Fan 12");
    EXPECT_EQ(part_in_text("Drive 15"), "Drive 15");
    EXPECT_EQ(part_in_text("CPU2 Temp"), "CPU 2");
    EXPECT_EQ(part_in_text("Proc 1 Level"), "CPU 1");
}

TEST(SelPart, FindsNothingWhereNothingIsNamed) {
    for (const auto* text : {"", "Temp", "Mismatched DIMM Error", "DIMM Population Error", "DIMM Thrm Mrgn 1", "P12V",
                             "CPS1", "Power Supply rating mismatch; Power Supply 750 Watts", "CPU1_FAN", "CPU", "DIMM",
                             "DIMM = ", "CPU configuration failure", "DIMM = Unknown"})
        EXPECT_EQ(part_in_text(text), "") << text;
}

TEST(SelPart, TakesEntitiesThatCanBeReplaced) {
    EXPECT_EQ(part_of_entity({0x0a, 1, "Power Supply 1"}), "Power Supply 1");
    EXPECT_EQ(part_of_entity({0x03, 2, "Processor 2"}), "CPU 2");
    EXPECT_EQ(part_of_entity({0x07, 1, "System Board 1"}), "");
    EXPECT_EQ(part_of_entity({0x00, 0, "Unspecified"}), "");
}

}  // namespace
}  // namespace ipmi::model
