#include "cli/power_plan.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/values.hpp"

namespace ipmi::cli {
namespace {

// Switched on together, servers draw their inrush currents together, and after a power cut a breaker that has just been
// closed trips again. Inrush is over within a fraction of a second and disks have spun up most of their way in one:
// with a second between two starts a breaker sees them one after the other, as an outlet strip with a sequencer shows
// them.
constexpr auto inrush_pause = std::chrono::seconds(1);

bool draws_inrush(PowerAction action) {
    return action == PowerAction::on || action == PowerAction::cycle;
}

std::string text_of(std::chrono::milliseconds duration) {
    const auto whole = std::chrono::floor<std::chrono::seconds>(duration);
    return whole == duration ? span_text(whole) : duration_text(duration);
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

}  // namespace

Pace pace_of(const Options& options, std::size_t hosts) {
    Pace pace{options.at_once, options.stagger.value_or(std::chrono::milliseconds(0))};
    if (!options.stagger && hosts > 1 && options.power_action && draws_inrush(*options.power_action))
        pace.between_starts = inrush_pause;
    return pace;
}

std::string pace_text(const Pace& pace) {
    if (pace.between_starts.count() == 0) return {};
    return fmt::format(", one start every {}", text_of(pace.between_starts));
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
