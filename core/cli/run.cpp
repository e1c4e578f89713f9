#include "cli/run.hpp"

#include <fmt/format.h>

#include <cstdlib>

#include "cli/exit_code.hpp"
#include "cli/from_file.hpp"
#include "cli/progress.hpp"
#include "cli/report.hpp"
#include "cli/show_fru.hpp"
#include "cli/show_info.hpp"
#include "cli/show_power.hpp"
#include "cli/show_sel.hpp"
#include "cli/show_sensors.hpp"
#include "inventory/fold.hpp"

namespace ipmi::cli {
namespace {

Style style_for(const Options& options, const Output& output) {
    if (options.json || options.colour == Colour::never) return {};
    if (options.colour == Colour::always) return {true};
    const char* no_colour = std::getenv("NO_COLOR");  // https://no-color.org
    return {output.out_is_terminal && (no_colour == nullptr || *no_colour == '\0')};
}

int cannot_start(Output& output, const Error& error) {
    output.error(fmt::format("bmcscope: {}\n", error.context));
    return exit_usage;
}

/// Asks before several hosts are taken down. An error is why it must not be done.
Result<void> confirm(const Options& options, const Targets& found, const Person& person) {
    if (options.verb != Verb::power || !options.power_action || !is_disruptive(*options.power_action)) return {};
    if (options.yes || found.targets.size() < 2) return {};
    inventory::HostSet names;
    for (const auto& target : found.targets) names.insert(target.name);
    const auto goes_on = person.ask_to_go_on(fmt::format(
        "{} of {} hosts: {}. Go on? [y/N] ", to_string(*options.power_action), names.size(), inventory::fold(names)));
    if (!goes_on) return std::unexpected(goes_on.error());
    if (!*goes_on) return std::unexpected(Error{Errc::cancelled, "nothing was done", {}});
    return {};
}

/// Hands results to the report as they come, each in the form that `show` gives it.
class Hands {
public:
    Hands(const std::vector<Target>& targets, Report& report, Progress& progress, Client& client)
        : targets_(targets), report_(report), progress_(progress), client_(client) {}

    template <class T, class Show>
    OnResult<T> with(Show show_it) {
        return [this, show_it](std::size_t index, Result<T> result) {
            Result<Shown> shown;
            if (result)
                shown = show_it(*result);
            else
                shown = std::unexpected(result.error());
            if (!report_.take(targets_[index].name, std::move(shown))) client_.cancel();
            progress_.set(report_.taken(), report_.failed());
        };
    }

private:
    const std::vector<Target>& targets_;
    Report& report_;
    Progress& progress_;
    Client& client_;
};

void ask(const Options& options, const Style& style, Client& client, const std::vector<Target>& targets, Hands& hands) {
    const Limits limits{timeout_of(options)};
    const auto styled = [&style](const auto& answer) { return show(answer, style); };
    switch (options.verb) {
        case Verb::sensors:
            client.sensors(targets, limits,
                           options.json ? hands.with<SensorReport>(show_json) : hands.with<SensorReport>(styled));
            break;
        case Verb::info: client.device(targets, limits, hands.with<DeviceReport>(styled)); break;
        case Verb::raw: client.raw(targets, options.raw, limits, hands.with<RawReply>(styled)); break;
        case Verb::ping:
            client.ping(targets, limits, hands.with<PingReply>([](const PingReply& reply) { return show(reply); }));
            break;
        case Verb::identify:
            client.identify(targets, options.identify, limits, hands.with<bool>([&options](bool as_asked) {
                return show_identify(options.identify, as_asked);
            }));
            break;
        case Verb::power:
            if (options.power_action) {
                const PowerRequest request{*options.power_action, options.wait, options.force};
                client.power(targets, request, limits, hands.with<PowerResult>(styled));
            } else {
                client.chassis(targets, ChassisQuery{options.json}, limits, hands.with<ChassisStatus>(styled));
            }
            break;
        case Verb::sel:
            client.sel(targets, options.sel, limits, hands.with<SelReport>([&options, &style](const SelReport& log) {
                return show_sel(log, style, options.sel.clear, false);
            }));
            break;
        case Verb::fru: client.fru(targets, limits, hands.with<FruReport>(styled)); break;
    }
}

}  // namespace

int run(const Options& options, Output& output, const Person& person) {
    const auto style = style_for(options, output);
    if (!options.from_file.empty()) {
        Report report(options, output, 1);
        report.take(options.from_file, show_file(options, style));
        return report.finish();
    }
    const auto found = find_targets(options, person.ask_password);
    if (!found) return cannot_start(output, found.error());
    if (const auto confirmed = confirm(options, *found, person); !confirmed)
        return cannot_start(output, confirmed.error());
    ClientOptions wanted;
    wanted.use_cache = options.use_cache;
    wanted.retry_auth = options.retry_auth;
    wanted.handle_signals = true;
    Client client(wanted);
    Report report(options, output, found->size());
    for (const auto& [host, error] : found->failed) report.take(host, std::unexpected(error));
    const bool lines_would_mix = options.json && output.out_is_terminal;
    Progress progress(output, found->size(), output.error_is_terminal && found->size() > 1 && !lines_would_mix);
    Hands hands(found->targets, report, progress, client);
    ask(options, style, client, found->targets, hands);
    progress.end();
    return report.finish();
}

}  // namespace ipmi::cli
