#include "cli/order_by_engine.hpp"

#include <fmt/format.h>

#include <set>

#include "cli/confirmation.hpp"
#include "cli/engine_way.hpp"
#include "cli/exit_code.hpp"
#include "cli/power_plan.hpp"
#include "cli/progress.hpp"
#include "cli/report.hpp"
#include "cli/show_power.hpp"
#include "client/engine_orders.hpp"

namespace ipmi::cli {
namespace {

using client::EngineLink;

Targets names_of(const std::vector<client::HostSummary>& hosts) {
    Targets found;
    for (const auto& host : hosts) {
        Target target;
        target.name = host.host;
        found.targets.push_back(std::move(target));
    }
    return found;
}

/// The last to begin has its own time from then on.
std::chrono::milliseconds time_for_all(const Options& options, const Pace& pace, std::size_t hosts) {
    const auto rounds = static_cast<long>((hosts + pace.at_once - 1) / pace.at_once);
    return timeout_of(options) * rounds + pace.between_starts * static_cast<long>(hosts);
}

void switch_power(const Options& options, const Style& style, EngineLink& engine, const Targets& found, Report& report,
                  Progress& progress) {
    const auto hosts = found.targets.size();
    const auto pace = pace_of(options, hosts);
    client::PowerOfSet order;
    order.set = options.set;
    order.request = {*options.power_action, options.wait, options.force};
    order.hosts = hosts;
    order.at_once = pace.at_once;
    order.between_starts = pace.between_starts;
    std::set<std::string> waited_for;
    for (const auto& target : found.targets) waited_for.insert(target.name);
    const auto take = [&](const std::string& host, Result<PowerResult> result) {
        if (waited_for.erase(host) == 0) return;
        Result<Shown> shown;
        if (result)
            shown = show(*result, style);
        else
            shown = std::unexpected(std::move(result.error()));
        (void)report.take(host, std::move(shown));
        progress.set(report.taken(), report.failed());
    };
    const auto done = client::power(engine, order, time_for_all(options, pace, hosts), take);
    const Error silent{Errc::outcome_unknown, "the engine did not say what became of it; see `bmcscope audit`", {}};
    // A refusal is of all; of what was begun and then broke off each host's state must be read.
    for (const auto& host : waited_for) (void)report.take(host, std::unexpected(done ? silent : done.error()));
}

void switch_lamps(const Options& options, EngineLink& engine, const Targets& found, Report& report) {
    for (const auto& target : found.targets) {
        const auto done = client::identify(engine, target.name, options.identify, timeout_of(options));
        Result<Shown> shown;
        if (done)
            shown = show_identify(options.identify, *done);
        else
            shown = std::unexpected(done.error());
        if (!report.take(target.name, std::move(shown))) return;
    }
}

}  // namespace

std::optional<int> order_by_engine(const Options& options, Style style, Output& output, const Person& person) {
    const bool power = options.verb == Verb::power && options.power_action;
    if (!power && options.verb != Verb::identify) return std::nullopt;
    // What would be done the inventory says as well, with what is wrong there.
    if (options.dry_run && !must_ask_engine(options)) return std::nullopt;
    EngineLink engine(engine_socket(options));
    const auto asked = hosts_of_engine(options, engine, output);
    if (!asked) return std::nullopt;
    if (!*asked) return engine_failed(output, asked->error());
    const auto found = names_of(**asked);
    if (power)
        if (const auto confirmed = confirm(options, found, person); !confirmed)
            return cannot_start(output, confirmed.error());
    if (found.size() > 1 && style.width > indentation) style.width -= indentation;
    Report report(options, output, found.size());
    if (options.dry_run) {
        for (const auto& target : found.targets) (void)report.take(target.name, show_dry_run(*options.power_action));
        const auto exit_code = report.finish();
        if (!options.json) (void)output.out(dry_run_summary(options, found.targets.size()));
        return exit_code;
    }
    const bool lines_would_mix = options.json && output.out_is_terminal;
    Progress progress(output, found.size(), output.error_is_terminal && found.size() > 1 && !lines_would_mix);
    if (power)
        switch_power(options, style, engine, found, report, progress);
    else
        switch_lamps(options, engine, found, report);
    progress.end();
    output.error("by the engine; --direct asks the BMCs\n");
    return report.finish();
}

}  // namespace ipmi::cli
