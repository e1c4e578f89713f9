#include "cli/embedded.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <thread>

#include "client/engine_calls.hpp"

namespace ipmi::cli {
namespace {

constexpr auto until_ready = std::chrono::seconds(10);
constexpr auto until_asked = std::chrono::seconds(30);
constexpr auto look_again = std::chrono::milliseconds(100);

/// https://specifications.freedesktop.org/basedir-spec: relative paths are ignored.
Result<std::string> state_directory() {
    if (const char* state = std::getenv("XDG_STATE_HOME"); state != nullptr && *state == '/')
        return fmt::format("{}/bmcscope", state);
    if (const char* home = std::getenv("HOME"); home != nullptr && *home == '/')
        return fmt::format("{}/.local/state/bmcscope", home);
    return std::unexpected(Error{Errc::local, "--embedded needs a place to remember: set $XDG_STATE_HOME", {}});
}

void wait_until_asked(const std::string& socket, Output& output) {
    client::EngineLink link(socket);
    const auto deadline = std::chrono::steady_clock::now() + until_asked;
    for (;;) {
        const auto hosts = client::hosts_of(link, {}, until_ready);
        if (!hosts) return;  // what is asked next says why
        const auto waiting =
            std::count_if(hosts->begin(), hosts->end(), [](const auto& host) { return host.reach == "not asked yet"; });
        if (waiting == 0) return;
        if (std::chrono::steady_clock::now() > deadline) {
            output.error(fmt::format("{} of {} hosts are not asked yet\n", waiting, hosts->size()));
            return;
        }
        std::this_thread::sleep_for(look_again);
    }
}

}  // namespace

Result<std::unique_ptr<client::EmbeddedEngine>> start_embedded(const Options& options, Output& output) {
    const auto state = state_directory();
    if (!state) return std::unexpected(state.error());
    auto engine = client::EmbeddedEngine::start({options.inventory, *state, {}, {}}, until_ready);
    if (engine) wait_until_asked((*engine)->socket(), output);
    return engine;
}

}  // namespace ipmi::cli
