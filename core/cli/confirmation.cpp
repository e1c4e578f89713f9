#include "cli/confirmation.hpp"

#include <fmt/format.h>

#include "cli/power_plan.hpp"
#include "cli/values.hpp"
#include "inventory/fold.hpp"

namespace ipmi::cli {
namespace {

constexpr std::size_t most_taken_down_unasked = 1;
constexpr std::size_t most_switched_on_unasked = 10;

inventory::HostSet names_of(const Targets& found) {
    inventory::HostSet names;
    for (const auto& target : found.targets) names.insert(target.name);
    for (const auto& [name, error] : found.failed) names.insert(name);
    return names;
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

}  // namespace ipmi::cli
