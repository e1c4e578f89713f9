#include "cli/power_plan.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "cli/values.hpp"
#include "inventory/fold.hpp"

namespace ipmi::cli {
namespace {

// Switched on together, servers draw their inrush currents together, and after a power cut a breaker that has just been
// closed trips again. Inrush is over within a fraction of a second and disks have spun up most of their way in one:
// with a second between two starts a breaker sees them one after the other, as an outlet strip with a sequencer shows
// them.
constexpr auto inrush_pause = std::chrono::seconds(1);

constexpr std::size_t most_taken_down_unasked = 1;
constexpr std::size_t most_switched_on_unasked = 10;

bool draws_inrush(PowerAction action) {
    return action == PowerAction::on || action == PowerAction::cycle;
}

std::string text_of(std::chrono::milliseconds duration) {
    const auto whole = std::chrono::floor<std::chrono::seconds>(duration);
    return whole == duration ? span_text(whole) : duration_text(duration);
}

std::string pace_text(const Pace& pace) {
    if (pace.between_starts.count() == 0) return {};
    return fmt::format(", one start every {}", text_of(pace.between_starts));
}

inventory::HostSet names_of(const Targets& found) {
    inventory::HostSet names;
    for (const auto& target : found.targets) names.insert(target.name);
    for (const auto& [name, error] : found.failed) names.insert(name);
    return names;
}

const char* would_be(PowerAction action) {
    switch (action) {
        case PowerAction::on: return "would be switched on";
        case PowerAction::off: return "would be switched off";
        case PowerAction::cycle: return "would be power-cycled";
        case PowerAction::reset: return "would be reset";
        case PowerAction::soft: return "would be shut down";
        case PowerAction::diagnostic_interrupt: return "would get a diagnostic interrupt";
    }
    return "would be switched";
}

/// What a person is asked about.
struct Deed {
    std::string words{};  ///< before "12 hosts"
    std::size_t most_unasked = 0;
};

std::optional<Deed> deed_of(const Options& options) {
    if (options.power_action) {
        const auto unasked = is_disruptive(*options.power_action) ? most_taken_down_unasked : most_switched_on_unasked;
        return Deed{fmt::format("{} of", to_string(*options.power_action)), unasked};
    }
    // What raw bytes do only their sender knows: 0 2 0 cuts the power.
    if (options.verb == Verb::raw) return Deed{"a raw command for", most_taken_down_unasked};
    if (options.verb == Verb::sel && options.sel.clear) return Deed{"clearing the log of", most_taken_down_unasked};
    return std::nullopt;
}

}  // namespace

Pace pace_of(const Options& options, std::size_t hosts) {
    Pace pace{options.at_once, options.stagger.value_or(std::chrono::milliseconds(0))};
    if (!options.stagger && hosts > 1 && options.power_action && draws_inrush(*options.power_action))
        pace.between_starts = inrush_pause;
    return pace;
}

Result<void> confirm(const Options& options, const Targets& found, const Person& person) {
    const auto deed = deed_of(options);
    if (!deed || options.dry_run) return {};
    if (options.hosts && *options.hosts != found.size())
        return fail(Errc::local, fmt::format("these are {} hosts, and --hosts says {}: {}; nothing was done",
                                             found.size(), *options.hosts, inventory::fold(names_of(found))));
    // The set counts, not what is left of it: a credential that is missing must not take the question away.
    if (options.yes || options.hosts || found.size() <= deed->most_unasked) return {};
    inventory::HostSet names;
    for (const auto& target : found.targets) names.insert(target.name);
    if (names.empty()) return {};
    inventory::HostSet others;
    for (const auto& [name, error] : found.failed) others.insert(name);
    const auto left_out = others.empty() ? "" : fmt::format(" (it cannot be done to {})", inventory::fold(others));
    const auto goes_on = person.ask_to_go_on(
        fmt::format("{} {} host{}{}: {}{}. Go on? [y/N] ", deed->words, names.size(), names.size() == 1 ? "" : "s",
                    pace_text(pace_of(options, names.size())), inventory::fold(names), left_out));
    if (!goes_on) return std::unexpected(goes_on.error());
    if (!*goes_on) return fail(Errc::cancelled, "nothing was done");
    return {};
}

Shown show_dry_run(PowerAction action) {
    Shown shown;
    shown.text = would_be(action);
    shown.json["action"] = to_string(action);
    shown.json["dry_run"] = true;
    return shown;
}

std::string dry_run_summary(const Options& options, std::size_t hosts) {
    const auto pace = pace_of(options, hosts);
    auto text = fmt::format("{} host{}", hosts, hosts == 1 ? "" : "s");
    if (hosts > 1) text += fmt::format(", {} at once", std::min(pace.at_once, hosts));
    text += pace_text(pace);
    if (hosts > 1 && pace.between_starts.count() > 0)
        text += fmt::format(": at least {}", text_of(pace.between_starts * static_cast<long>(hosts - 1)));
    return text + ". Nothing was done.\n";
}

}  // namespace ipmi::cli
