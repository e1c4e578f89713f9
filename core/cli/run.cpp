#include "cli/run.hpp"

#include <fmt/format.h>

#include <cstdlib>

#include "cli/ask_engine.hpp"
#include "cli/ask_status.hpp"
#include "cli/check_inventory.hpp"
#include "cli/confirmation.hpp"
#include "cli/embedded.hpp"
#include "cli/engine_way.hpp"
#include "cli/exit_code.hpp"
#include "cli/from_file.hpp"
#include "cli/journal.hpp"
#include "cli/list_hosts.hpp"
#include "cli/order_by_engine.hpp"
#include "cli/power_plan.hpp"
#include "cli/progress.hpp"
#include "cli/reload_inventory.hpp"
#include "cli/report.hpp"
#include "cli/show_fru.hpp"
#include "cli/show_info.hpp"
#include "cli/show_power.hpp"
#include "cli/show_sel.hpp"
#include "cli/show_sensors.hpp"
#include "cli/targets.hpp"

namespace ipmi::cli {
namespace {

Style style_for(const Options& options, const Output& output) {
    if (options.json) return {};
    const auto width = output.out_is_terminal ? output.width : 0;
    if (options.colour != Colour::automatic) return {options.colour == Colour::always, width};
    const char* no_colour = std::getenv("NO_COLOR");  // https://no-color.org
    return {output.out_is_terminal && (no_colour == nullptr || *no_colour == '\0'), width};
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
            if (options.json) {
                schema::SensorForms<schema::JsonWriter> forms(schema::SensorDetail::all);
                client.sensors(targets, limits, hands.with<SensorReport>([&forms](const SensorReport& report) {
                    return show_json(report, forms);
                }));
            } else {
                client.sensors(targets, limits, hands.with<SensorReport>(styled));
            }
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
        default: break;  // verbs of the engine
    }
}

int dry_run(const Options& options, const Targets& found, Output& output) {
    Report report(options, output, found.size());
    for (const auto& [host, error] : found.failed) report.take(host, std::unexpected(error));
    for (const auto& target : found.targets) report.take(target.name, show_dry_run(*options.power_action));
    const auto exit_code = report.finish();
    if (!options.json) (void)output.out(dry_run_summary(options, found.targets.size()));
    return exit_code;
}

int ask_bmcs(const Options& options, Style style, Output& output, const Person& person) {
    const auto found = find_targets(options, person.ask_password);
    if (!found) return cannot_start(output, found.error());
    if (const auto confirmed = confirm(options, *found, person); !confirmed)
        return cannot_start(output, confirmed.error());
    if (options.dry_run) return dry_run(options, *found, output);
    if (found->size() > 1 && style.width > indentation) style.width -= indentation;
    ClientOptions wanted;
    if (options.power_action) {
        const auto pace = pace_of(options, found->targets.size());
        wanted.at_once = pace.at_once;
        wanted.between_starts = pace.between_starts;
    }
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

}  // namespace

int run(const Options& options, Output& output, const Person& person) {
    if (options.embedded) {
        const auto engine = start_embedded(options, output);
        if (!engine) return cannot_start(output, engine.error());
        auto of_it = options;
        of_it.embedded = false;
        of_it.inventory.clear();
        of_it.engine = (*engine)->socket();
        return run(of_it, output, person);
    }
    const auto style = style_for(options, output);
    if (!options.from_file.empty()) {
        Report report(options, output, 1);
        report.take(options.from_file, show_file(options, style));
        return report.finish();
    }
    switch (options.verb) {
        case Verb::inventory:
            return options.reload ? reload_inventory(options, output) : check_inventory(options, output);
        case Verb::status: return ask_status(options, style, output, person);
        case Verb::hosts: return list_hosts(options, style, output);
        case Verb::incidents: return list_incidents(options, style, output);
        case Verb::ack: return acknowledge(options, style, output);
        case Verb::audit: return list_audit(options, style, output);
        case Verb::events: return list_events(options, style, output);
        default: break;
    }
    if (const auto exit_code = order_by_engine(options, style, output, person)) return *exit_code;
    if (const auto exit_code = ask_engine(options, style, output)) return *exit_code;
    return ask_bmcs(options, style, output, person);
}

}  // namespace ipmi::cli
