#include "cli/engine_way.hpp"

#include <fmt/format.h>
#include <ipmi/engine_socket.hpp>

#include <algorithm>
#include <cstdlib>

#include "cli/exit_code.hpp"
#include "cli/values.hpp"

namespace ipmi::cli {
namespace {

constexpr auto unasked_patience = std::chrono::seconds(3);  // then the BMCs are asked: somebody waits

/// For the first answer; an engine that was not asked for by name keeps nobody from the BMCs for long.
std::chrono::milliseconds engine_patience(const Options& options) {
    const auto timeout = engine_timeout_of(options);
    return must_ask_engine(options) ? timeout : std::min<std::chrono::milliseconds>(timeout, unasked_patience);
}

/// What an engine keeps from somebody, or would have in its audit.
bool switches(const Options& options) {
    return (options.verb == Verb::power && options.power_action) || options.verb == Verb::identify;
}

}  // namespace

std::string engine_socket(const Options& options) {
    if (!options.engine.empty()) return options.engine;
    const char* named = std::getenv("BMCSCOPE_ENGINE");
    return named != nullptr && *named != '\0' ? std::string(named) : std::string(default_engine_socket);
}

bool may_ask_engine(const Options& options) {
    const bool about_the_login = options.privilege || options.retry_auth || !options.use_cache;
    return !options.direct && !about_the_login && options.address.empty() && options.inventory.empty() &&
           options.from_file.empty();
}

bool must_ask_engine(const Options& options) {
    return !options.engine.empty();
}

std::optional<Result<std::vector<client::HostSummary>>> hosts_of_engine(const Options& options,
                                                                        client::EngineLink& engine, Output& output) {
    if (!may_ask_engine(options)) return std::nullopt;
    auto hosts = client::hosts_of(engine, options.set, engine_patience(options));
    if (hosts && hosts->empty()) hosts = std::unexpected(Error{Errc::local, "the engine has no such host", {}});
    if (hosts || must_ask_engine(options)) return hosts;
    const auto& why = hosts.error();
    if (why.code == Errc::unreachable) return std::nullopt;  // none runs
    // Slow is not gone: its order may still come, and its audit would not know of ours.
    if (switches(options))
        return std::unexpected(Error{Errc::local,
                                     fmt::format("{}: {}; nothing was sent, --direct asks the BMCs without the engine",
                                                 engine.socket(), why.context),
                                     {}});
    output.error(fmt::format("{}: {}; it is done without the engine\n", engine.socket(), why.context));
    return std::nullopt;
}

int cannot_start(Output& output, const Error& error) {
    output.error(fmt::format("bmcscope: {}\n", error.context));
    return exit_usage;
}

int engine_failed(Output& output, const Error& error) {
    output.error(fmt::format("bmcscope: {}\n", error.context));
    return error.code == Errc::local ? exit_usage : exit_none_succeeded;
}

void tell_no_engine(Output& output, const Error& why, std::string_view what) {
    output.error(fmt::format("bmcscope: {}\n", why.context));
    if (why.code == Errc::unreachable)
        output.error(
            fmt::format("{} a running engine. Start it with `systemctl start bmcscoped`, or by hand with "
                        "`bmcscoped --inventory PATH --socket SOCKET`; --engine SOCKET says where it "
                        "listens.\n",
                        what));
}

void Ages::add(WallTime read, WallTime now) {
    const auto age = std::max(std::chrono::floor<std::chrono::seconds>(now - read), std::chrono::seconds(0));
    youngest_ = std::min(youngest_.value_or(age), age);
    oldest_ = std::max(oldest_.value_or(age), age);
}

std::string Ages::text() const {
    if (!oldest_) return {};
    if (*youngest_ == *oldest_) return fmt::format("read {} ago", span_text(*oldest_));
    return fmt::format("read {} to {} ago", span_text(*youngest_), span_text(*oldest_));
}

void tell_trouble(Output& output, const std::string& trouble) {
    if (trouble.empty()) return;
    output.error(fmt::format("warning: {}; what has happened since is told when the engine can write it\n", trouble));
}

void tell_engine_answered(Output& output, const Ages& ages, std::string_view otherwise) {
    const auto age = ages.text();
    output.error(fmt::format("from the engine{}{}; {}\n", age.empty() ? "" : ", ", age, otherwise));
}

}  // namespace ipmi::cli
