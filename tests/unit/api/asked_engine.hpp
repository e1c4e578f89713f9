// Pages are asked of an engine that was never started: what it has is what the test gives it.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "api/dispatch.hpp"
#include "unit/inventory/scratch_folder.hpp"

namespace ipmi::api {

/// Of a file that is gone again.
inline std::shared_ptr<const inventory::Inventory> inventory_of(const std::string& toml) {
    auto folder = (std::filesystem::temp_directory_path() / "bmcscope-api-XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr) throw std::runtime_error("no scratch folder");
    const auto file = folder + "/inventory.toml";
    std::ofstream(file) << toml;
    auto loaded = inventory::Inventory::load(file);
    std::filesystem::remove_all(folder);
    if (!loaded) throw std::runtime_error(loaded.error().context);
    return std::make_shared<const inventory::Inventory>(std::move(*loaded));
}

/// Two hosts that were not asked yet, one whose password cannot be read.
class AskedEngine : public testing::Test {
protected:
    Question question(const std::string& method, const std::string& target) {
        Question question;
        question.method = method;
        question.target = target;
        question.caller = {::getuid(), ::getgid(), ::getpid()};  // the engine's own user, who may do all
        return question;
    }
    Answer ask(const Question& question) { return answer(Context{engine_, inventory_}, question); }
    Answer ask(const std::string& method, const std::string& target) { return ask(question(method, target)); }
    static std::string text(Answer& answer) {
        std::string text = answer.body;
        if (!answer.stream) return text;
        for (bool on = true; on;) {
            std::string chunk;
            on = answer.stream->next(chunk) == Stream::Then::more;
            text += chunk;
        }
        return text;
    }
    static nlohmann::json json(Answer answer) { return nlohmann::json::parse(text(answer)); }

    static std::vector<Target> targets() {
        std::vector<Target> two(2);
        two[0].name = "web2";
        two[0].addresses = {"127.0.0.1:9"};
        two[1].name = "web 10";
        return two;
    }
    AskedEngine() { engine_.set_hosts(targets(), {{"db1", {"127.0.0.2"}, Error{Errc::local, "no password", {}}}}); }
    /// Event and incident n of n, as if they had happened.
    void happen(std::uint64_t id, const std::string& host) {
        store::Changes changes;
        Event event;
        event.host = host;
        event.time = WallClock::now();
        event.text = "it got hot";
        event.incident = id;
        changes.events.push_back(event);
        store::KeptIncident kept;
        kept.incident.id = id;
        kept.incident.host = host;
        kept.incident.key = "32.0.5";
        kept.incident.severity = Severity::critical;
        changes.incidents.push_back(kept);
        recorder_->write(std::move(changes));
        recorder_->flush(std::chrono::seconds(20));
    }
    ScratchFolder folder_;
    std::unique_ptr<engine::Recorder> recorder_ = engine::Recorder::open(folder_.path(), {}).value();
    engine::Engine engine_{{}, *recorder_};
    std::shared_ptr<const inventory::Inventory> inventory_ = inventory_of(two_hosts);
    static constexpr const char* two_hosts = R"(
[credential.monitor]
user = "monitor"
password_file = "/nonexistent"
privilege = "user"
[host.web2]
address = "127.0.0.1:9"
credential = "monitor"
groups = ["rack1"]
[host.db1]
address = "127.0.0.2"
credential = "monitor"
groups = ["rack1"]
)";
};

}  // namespace ipmi::api
