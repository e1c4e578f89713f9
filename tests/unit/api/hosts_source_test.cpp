#include "api/hosts_source.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "unit/inventory/scratch_folder.hpp"

namespace ipmi::api {
namespace {

/// The engine is never started: what it would ask is what it shows.
class HostsOfAnInventory : public testing::Test {
protected:
    static std::string login(const std::string& name) {
        return "[credential." + name + "]\nuser = \"m\"\npassword_file = \"" + name + "\"\n";
    }
    static std::string host(const std::string& name, const std::string& credential) {
        return "[host." + name + "]\naddress = \"127.0.0.1:9\"\ncredential = \"" + credential + "\"\n";
    }
    [[nodiscard]] bool asked(const std::string& name) const {
        const auto block = engine_.snapshot().find(name);
        return block && block->asked;
    }
    void write(const std::string& toml) { folder_.file("inventory.toml", toml, 0644); }

    ScratchFolder folder_;
    std::unique_ptr<engine::Recorder> recorder_ = engine::Recorder::open(folder_.path(), {}).value();
    engine::Engine engine_{{}, *recorder_};
    HostsSource source_{folder_.path() + "/inventory.toml", engine_};
};

TEST_F(HostsOfAnInventory, AreAskedAsSoonAsTheirSecretCanBeRead) {
    write(login("a") + host("web1", "a"));
    ASSERT_TRUE(source_.load());
    EXPECT_FALSE(asked("web1"));
    folder_.file("a", "word\n");
    const auto done = source_.load();
    ASSERT_TRUE(done);
    EXPECT_TRUE(done->unusable.empty());
    EXPECT_TRUE(asked("web1"));
}

TEST_F(HostsOfAnInventory, AreAskedAsBeforeWhileTheNewSecretCannotBeRead) {
    write(login("a") + host("web1", "a") + host("web2", "a"));
    const auto secret = folder_.file("a", "word\n");
    ASSERT_TRUE(source_.load());
    std::filesystem::remove(secret);
    write(login("a") + host("web1", "a") + host("web2", "a") + host("new1", "a"));
    for (int time = 0; time < 2; ++time) {  // however often
        const auto done = source_.load();
        ASSERT_TRUE(done) << done.error().context;
        EXPECT_TRUE(asked("web1"));
        EXPECT_TRUE(asked("web2"));
        EXPECT_FALSE(asked("new1")) << "it was never asked";
        ASSERT_EQ(done->kept.size(), 2u);
        EXPECT_EQ(done->kept[0].find("web1: credential 'a': cannot read "), 0u) << done->kept[0];
        ASSERT_EQ(done->unusable.size(), 1u);
        EXPECT_EQ(done->unusable[0].find("new1: credential 'a': cannot read "), 0u) << done->unusable[0];
        const auto event = event_of(done);
        EXPECT_EQ(event.severity, Severity::warning);
        EXPECT_NE(event.text.find("web[1-2] kept with the former password: credential 'a': cannot read "),
                  std::string::npos)
            << event.text;
        EXPECT_NE(event.text.find("new1 cannot be asked: credential 'a': cannot read "), std::string::npos)
            << event.text;
    }
    folder_.file("a", "another\n");
    const auto good = source_.load();
    ASSERT_TRUE(good);
    EXPECT_TRUE(good->kept.empty());
    EXPECT_TRUE(good->unusable.empty());
    EXPECT_TRUE(asked("new1"));
    EXPECT_EQ(event_of(good).severity, Severity::ok);
}

TEST_F(HostsOfAnInventory, AreForgottenWithTheInventoryThatHasThemNoMore) {
    write(login("a") + host("web1", "a") + host("web2", "a"));
    const auto secret = folder_.file("a", "word\n");
    ASSERT_TRUE(source_.load());
    write(login("a") + host("web1", "a"));
    ASSERT_TRUE(source_.load(HostsSource::Loss::meant));
    std::filesystem::remove(secret);
    write(login("a") + host("web1", "a") + host("web2", "a"));
    const auto done = source_.load();
    ASSERT_TRUE(done);
    EXPECT_TRUE(asked("web1"));
    EXPECT_FALSE(asked("web2")) << "a password of a host that was taken away is not used again";
}

TEST_F(HostsOfAnInventory, AreMissedAfterAStartUntilSomebodySaysThatTheyAreMeantToBeGone) {
    const auto state = folder_.path() + "/another";
    std::filesystem::create_directory(state);
    const auto written = [&state](const auto& use) {
        const auto recorder = engine::Recorder::open(state, {}).value();
        recorder->start();
        use(*recorder);
        EXPECT_TRUE(recorder->flush(std::chrono::seconds(20)));
        recorder->stop();
    };
    written([](engine::Recorder& recorder) {
        store::Changes changes;
        changes.hosts = {{"web1", ""}, {"web2", ""}, {"web3", ""}};
        changes.incidents.resize(1);
        changes.incidents[0].incident.id = 1;
        changes.incidents[0].incident.host = "web2";
        changes.incidents[0].incident.key = "32.0.5";
        changes.inventory.emplace().hosts = {"web1", "web2", "web3"};
        recorder.write(std::move(changes));
    });
    folder_.file("a", "word\n");
    write(login("a") + host("web1", "a"));
    const auto start = [&](HostsSource::Loss second) {
        written([&](engine::Recorder& recorder) {
            engine::Engine engine{{}, recorder};
            HostsSource source(folder_.path() + "/inventory.toml", engine);
            const auto first = source.load();
            ASSERT_TRUE(first);
            EXPECT_TRUE(first->missed.ends_with(": web[2-3]")) << first->missed;
            const auto again = source.load(second);
            ASSERT_TRUE(again);
            EXPECT_EQ(again->missed.empty(), second == HostsSource::Loss::meant);
            EXPECT_EQ(again->gone, second == HostsSource::Loss::meant ? 2u : 0u);
        });
    };
    for (int restart = 0; restart < 2; ++restart) {
        start(HostsSource::Loss::ask);
        EXPECT_EQ(engine::Recorder::open(state, {}).value()->beginning().open_incidents.size(), 1u);
    }
    start(HostsSource::Loss::meant);
    EXPECT_TRUE(engine::Recorder::open(state, {}).value()->beginning().open_incidents.empty());
    written([&](engine::Recorder& recorder) {
        engine::Engine engine{{}, recorder};
        HostsSource source(folder_.path() + "/inventory.toml", engine);
        EXPECT_EQ(source.load().value().missed, "") << "it was meant";
    });
}

TEST_F(HostsOfAnInventory, TellsOfManySecretsInOneShortLine) {
    std::string toml;
    for (int i = 0; i < 200; ++i) {
        const auto number = std::to_string(i);
        toml += login("a" + number) + host("web" + number, "a" + number);
    }
    write(toml);
    const auto done = source_.load();
    ASSERT_TRUE(done);
    EXPECT_EQ(done->unusable.size(), 200u);
    EXPECT_LT(event_of(done).text.size(), 1'100u);
}

}  // namespace
}  // namespace ipmi::api
