#include "fallback_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "client/engine_reports.hpp"
#include "run.hpp"

namespace plugins {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// An engine answers within milliseconds; one that hangs leaves the BMC most of the time.
milliseconds patience_of(const Options& options) {
    return std::min(limits_of(options.timeout).timeout / 4, milliseconds(2000));
}

}  // namespace

FallbackSource::FallbackSource(const Options& options, ipmi::ClientOptions wanted)
    : options_(options), wanted_(std::move(wanted)), engine_(*options.engine, patience_of(options)) {}

ipmi::Result<Targets> FallbackSource::go_direct(const ipmi::Error& why) {
    engine_failure_ = why;
    auto found = find_targets(options_);
    if (!found)
        return std::unexpected(ipmi::Error{
            found.error().code, fmt::format("{}; asked directly: {}", why.context, found.error().context), {}});
    return found;
}

ipmi::Result<Targets> FallbackSource::find(const Options& options) {
    auto found = engine_.find(options);
    if (found || !ipmi::client::does_not_answer(found.error())) return found;
    return go_direct(found.error());
}

void FallbackSource::ask(std::span<const ipmi::Target> hosts, const ipmi::HostQuery& query, ipmi::Limits limits,
                         const OnHost& on_host) {
    if (engine_failure_) return ask_directly(hosts, query, limits, on_host);
    const auto begun = steady_clock::now();
    auto told = engine_.answers(hosts, query, limits);
    if (told) {
        for (std::size_t i = 0; i < hosts.size(); ++i) on_host(i, std::move((*told)[i]));
        return;
    }
    const auto fail_all = [&hosts, &on_host](const ipmi::Error& why) {
        for (std::size_t i = 0; i < hosts.size(); ++i)
            on_host(i, std::unexpected(ipmi::Error{ipmi::Errc::local, why.context, {}}));
    };
    if (!ipmi::client::does_not_answer(told.error())) return fail_all(told.error());
    const auto found = go_direct(told.error());
    if (!found) return fail_all(found.error());
    std::map<std::string, ipmi::Target, std::less<>> known;
    for (const auto& target : found->targets) known.emplace(target.name, target);
    std::map<std::string, ipmi::Error, std::less<>> failed(found->failed.begin(), found->failed.end());
    std::vector<ipmi::Target> direct;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < hosts.size(); ++i) {
        if (const auto at = known.find(hosts[i].name); at != known.end()) {
            direct.push_back(at->second);
            places.push_back(i);
        } else if (const auto why = failed.find(hosts[i].name); why != failed.end()) {
            on_host(i, std::unexpected(why->second));
        } else {
            on_host(i, std::unexpected(ipmi::Error{
                           ipmi::Errc::local, "the engine does not answer, and the inventory has no such host", {}}));
        }
    }
    limits.timeout -= std::chrono::duration_cast<milliseconds>(steady_clock::now() - begun);
    ask_directly(direct, query, limits, [&places, &on_host](std::size_t index, ipmi::Result<ipmi::HostReport> report) {
        on_host(places[index], std::move(report));
    });
}

void FallbackSource::ask_directly(std::span<const ipmi::Target> hosts, const ipmi::HostQuery& query,
                                  ipmi::Limits limits, const OnHost& on_host) {
    DirectSource direct(wanted_);
    direct.ask(hosts, query, limits, on_host);
}

std::vector<std::string> FallbackSource::notes() const {
    if (!engine_failure_) return {};
    return {"asked directly, the engine does not answer: " + engine_failure_->context};
}

}  // namespace plugins
