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

TEST(Snapshot, HasHostsInTheirNaturalOrderAndFindsThem) {
    const Snapshot snapshot({host("web10"), host("db1"), host("web2")});
    ASSERT_EQ(snapshot.size(), 3u);
    EXPECT_EQ(snapshot.at(0)->name, "db1");
    EXPECT_EQ(snapshot.at(2)->name, "web10");
    for (const auto* name : {"web10", "db1", "web2"}) EXPECT_EQ(snapshot.find(name)->name, name);
    for (const auto* name : {"", "a", "web1", "zz"}) EXPECT_EQ(snapshot.find(name), nullptr);
}

TEST(Snapshot, CountsPublicationsAndMarksTheBlock) {
    Snapshot snapshot;
    const auto begin = snapshot.generation();
    const auto places = snapshot.change(std::vector{host("b"), host("a")}, {});
    EXPECT_EQ(snapshot.generation(), begin + 1);
    snapshot.publish(places[0], host("b"));
    snapshot.publish(places[1], host("a"));
    EXPECT_EQ(snapshot.generation(), begin + 3);
    EXPECT_EQ(snapshot.find("b")->generation, begin + 2);
    EXPECT_EQ(snapshot.find("a")->generation, begin + 3);
}

TEST(Snapshot, HostsComeAndGo) {
    Snapshot snapshot({host("a"), host("b")});
    const auto before = snapshot.view();
    const auto generation = snapshot.generation();
    const std::vector<std::string> go{"a"};
    snapshot.change(std::vector{host("c")}, go);
    EXPECT_EQ(snapshot.find("a"), nullptr);
    EXPECT_NE(snapshot.find("b"), nullptr);
    EXPECT_EQ(snapshot.find("c")->generation, generation + 1);
    EXPECT_EQ(snapshot.view()->since(), generation + 1);
    EXPECT_EQ(before->size(), 2u);
    EXPECT_NE(before->find("a"), nullptr) << "a reader keeps the view that it has taken";
}

TEST(Snapshot, GoesOnBeyondTheOneBefore) {
    Snapshot before({host("a")});
    EXPECT_GT(Snapshot().generation(), 1'700'000'000'000'000u) << "microseconds since 1970";
    EXPECT_GE(Snapshot().generation() + 1, before.generation());
}

TEST(Snapshot, KnowsWhoHasGoneAndNotComeBack) {
    Snapshot snapshot({host("a"), host("b")});
    const auto begin = snapshot.generation();
    snapshot.change({}, std::vector<std::string>{"a"});
    snapshot.change(std::vector{host("c")}, std::vector<std::string>{"b", "c"});
    auto view = snapshot.view();
    ASSERT_EQ(view->gone().size(), 2u) << "one that goes and comes at once has not gone";
    EXPECT_EQ(view->gone()[0].name, "a");
    EXPECT_EQ(view->gone()[0].generation, begin + 1);
    EXPECT_EQ(view->gone()[1].generation, begin + 2);
    EXPECT_LT(view->gone_since(), begin);
    snapshot.change(std::vector{host("a")}, {});
    ASSERT_EQ(snapshot.view()->gone().size(), 1u);
    EXPECT_EQ(snapshot.view()->gone()[0].name, "b");
}

TEST(Snapshot, ForgetsThoseThatWentLongAgoAndSaysSo) {
    Snapshot snapshot;
    std::vector<std::string> many;
    for (std::size_t i = 0; i < Snapshot::most_gone; ++i) many.push_back("h" + std::to_string(i));
    snapshot.change({}, std::vector<std::string>{"first"});
    const auto then = snapshot.generation();
    snapshot.change({}, many);
    EXPECT_EQ(snapshot.view()->gone().size(), Snapshot::most_gone);
    EXPECT_EQ(snapshot.view()->gone_since(), then);
}

TEST(Snapshot, LeavesAReaderWhatItHasTaken) {
    Snapshot snapshot;
    const auto place = snapshot.change(std::vector{host("a")}, {}).front();
    const auto taken = snapshot.at(0);
    auto next = host("a");
    next.failures = 7;
    snapshot.publish(place, next);
    EXPECT_EQ(taken->failures, 0u);
    EXPECT_EQ(snapshot.at(0)->failures, 7u);
}

// Two members that always belong together; a torn block would show them apart. The thread sanitizer watches too.
TEST(Snapshot, IsReadWhileItIsWritten) {
    constexpr unsigned rounds = 20'000;
    Snapshot snapshot;
    const auto place = snapshot.change(std::vector{host("0")}, {}).front();
    std::thread writer([&snapshot, &place] {
        for (unsigned i = 1; i <= rounds; ++i) {
            auto block = host(std::to_string(i));
            block.failures = i;
            snapshot.publish(place, std::move(block));
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
