#include "engine/snapshot.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace ipmi::engine {
namespace {

HostBlock host(const std::string& name) {
    HostBlock block;
    block.name = name;
    return block;
}

TEST(Snapshot, FindsHostsByNameWhateverTheirOrder) {
    const Snapshot snapshot({host("web10"), host("db1"), host("web2")});
    ASSERT_EQ(snapshot.size(), 3u);
    EXPECT_EQ(snapshot.at(0)->name, "web10");
    for (const auto* name : {"web10", "db1", "web2"}) EXPECT_EQ(snapshot.find(name)->name, name);
    for (const auto* name : {"", "a", "web1", "zz"}) EXPECT_EQ(snapshot.find(name), nullptr);
}

TEST(Snapshot, CountsPublicationsAndMarksTheBlock) {
    Snapshot snapshot({host("a"), host("b")});
    EXPECT_EQ(snapshot.generation(), 0u);
    snapshot.publish(1, host("b"));
    snapshot.publish(0, host("a"));
    EXPECT_EQ(snapshot.generation(), 2u);
    EXPECT_EQ(snapshot.at(1)->generation, 1u);
    EXPECT_EQ(snapshot.at(0)->generation, 2u);
}

TEST(Snapshot, LeavesAReaderWhatItHasTaken) {
    Snapshot snapshot({host("a")});
    const auto taken = snapshot.at(0);
    auto next = host("a");
    next.failures = 7;
    snapshot.publish(0, next);
    EXPECT_EQ(taken->failures, 0u);
    EXPECT_EQ(snapshot.at(0)->failures, 7u);
}

// Two members that always belong together; a torn block would show them apart. The thread sanitizer watches too.
TEST(Snapshot, IsReadWhileItIsWritten) {
    constexpr unsigned rounds = 20'000;
    Snapshot snapshot({host("0")});
    std::thread writer([&snapshot] {
        for (unsigned i = 1; i <= rounds; ++i) {
            auto block = host(std::to_string(i));
            block.failures = i;
            snapshot.publish(0, std::move(block));
        }
    });
    unsigned last = 0;
    while (last < rounds) {
        const auto block = snapshot.at(0);
        ASSERT_EQ(block->name, std::to_string(block->failures));
        ASSERT_GE(block->failures, last);
        last = block->failures;
    }
    writer.join();
}

TEST(HostBlock, IsUnknownUntilItWasReadAndWhileItIsSilent) {
    HostBlock block;
    EXPECT_EQ(block.severity(), Severity::unknown);
    SensorReport report;
    report.severity = Severity::critical;
    block.sensors = std::make_shared<Dated<SensorReport>>(Dated<SensorReport>{WallClock::now(), report});
    block.reach = Reach::answers;
    EXPECT_EQ(block.severity(), Severity::critical);
    EXPECT_EQ(block.lamp().colour, Lamp::Colour::red);
    block.reach = Reach::silent;
    EXPECT_EQ(block.severity(), Severity::unknown);
    EXPECT_EQ(block.lamp().colour, Lamp::Colour::amber);
}

}  // namespace
}  // namespace ipmi::engine
