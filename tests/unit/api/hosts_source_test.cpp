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

}  // namespace
}  // namespace ipmi::api
