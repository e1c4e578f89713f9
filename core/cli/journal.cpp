#include "cli/journal.hpp"

#include <fmt/format.h>

#include "cli/engine_way.hpp"
#include "cli/exit_code.hpp"
#include "cli/show_incidents.hpp"
#include "cli/values.hpp"
#include "client/engine_calls.hpp"
#include "schema/event_form.hpp"

namespace ipmi::cli {
namespace {

using client::EngineLink;

int refused(Output& output, const Error& why, std::string_view what) {
    tell_no_engine(output, why, what);
    return why.code == Errc::local ? exit_usage : exit_none_succeeded;
}

}  // namespace

int list_incidents(const Options& options, const Style& style, Output& output) {
    EngineLink engine(engine_socket(options));
    const auto list = client::incidents_of(engine, {options.set, options.all}, engine_timeout_of(options));
    if (!list) return refused(output, list.error(), "Incidents are kept by");
    const auto& incidents = list->incidents;
    tell_trouble(output, list->trouble);
    bool readable = true;
    if (options.json) {
        for (const auto& incident : incidents)
            readable = readable && output.out(schema::line(schema::form(incident)) + '\n');
    } else if (incidents.empty()) {
        readable = output.out(options.all ? "no incidents\n" : "no open incidents\n");
    } else {
        readable = output.out(show_incidents(incidents, style, WallClock::now()));
    }
    return readable ? exit_all_succeeded : exit_none_succeeded;
}

int acknowledge(const Options& options, const Style&, Output& output) {
    EngineLink engine(engine_socket(options));
    const client::Acknowledging how{options.note, options.lasts};
    std::size_t succeeded = 0;
    for (const auto id : options.incidents) {
        const auto incident = client::acknowledge(engine, id, how, engine_timeout_of(options));
        if (!incident && incident.error().code == Errc::unreachable)
            return refused(output, incident.error(), "Incidents are kept by");
        if (!incident) {
            output.error(fmt::format("#{}: {}\n", id, incident.error().context));
            continue;
        }
        ++succeeded;
        const auto& by = incident->acknowledged;
        if (options.json)
            (void)output.out(schema::line(schema::form(*incident)) + '\n');
        else
            (void)output.out(fmt::format(
                "#{} {}: {}; acknowledged{}\n", id, incident->host, incident->text,
                by && by->until ? " until " + moment_text(*by->until, WallClock::now()) : " until it clears"));
    }
    if (succeeded == 0) return exit_none_succeeded;
    return succeeded == options.incidents.size() ? exit_all_succeeded : exit_some_failed;
}

}  // namespace ipmi::cli
