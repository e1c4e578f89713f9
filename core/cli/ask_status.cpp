#include "cli/ask_status.hpp"

#include <fmt/format.h>

#include <map>

#include "cli/engine_way.hpp"
#include "cli/exit_code.hpp"
#include "cli/progress.hpp"
#include "cli/report.hpp"
#include "cli/show_status.hpp"
#include "cli/targets.hpp"
#include "client/engine_calls.hpp"

namespace ipmi::cli {
namespace {

using client::EngineLink;
using client::HostSummary;

constexpr std::size_t most_looked_into = 100;  // hosts of which sensors are asked for, where no incident tells why

/// Prints a host's line as soon as it is there, or all of them at the end.
class Gathered {
public:
    Gathered(const Options& options, const Style& style, Output& output)
        : options_(options), style_(style), output_(output) {}

    /// False: nobody reads it any more.
    bool take(HostStatus status) {
        ++(status.answers ? answering_ : silent_);
        if (options_.json)
            readable_ =
                readable_ &&
                output_.out(schema::line(schema::host_form(status.host, WallClock::now(), form(status))) + '\n');
        else
            hosts_.push_back(std::move(status));
        return readable_;
    }
    int finish() {
        if (!options_.json) readable_ = output_.out(show_status(hosts_, style_, WallClock::now()));
        if (!readable_ || answering_ == 0) return exit_none_succeeded;
        return silent_ == 0 ? exit_all_succeeded : exit_some_failed;
    }
    [[nodiscard]] std::size_t taken() const { return answering_ + silent_; }
    [[nodiscard]] std::size_t silent() const { return silent_; }

private:
    const Options& options_;
    const Style& style_;
    Output& output_;
    std::vector<HostStatus> hosts_;
    std::size_t answering_ = 0;
    std::size_t silent_ = 0;
    bool readable_ = true;
};

int status_by_engine(const Options& options, const Style& style, Output& output, EngineLink& engine,
                     const std::vector<HostSummary>& hosts) {
    const auto timeout = engine_timeout_of(options);
    const auto incidents = client::incidents_of(engine, {options.set, false}, timeout);
    std::map<std::string, std::vector<Incident>, std::less<>> incidents_of_host;
    if (incidents)
        for (const auto& incident : incidents->incidents) incidents_of_host[incident.host].push_back(incident);
    Gathered gathered(options, style, output);
    Ages ages;
    std::size_t looked_into = 0;
    for (const auto& host : hosts) {
        auto status = status_of(host, incidents_of_host[host.host]);
        if (host.read) ages.add(*host.read, WallClock::now());
        if (!is_explained(status) && looked_into++ < most_looked_into)
            if (const auto report = client::sensors_of(engine, host.host, timeout))
                add_troubles(status, **report->sensors);
        if (!gathered.take(std::move(status))) break;
    }
    if (!incidents) output.error(fmt::format("note: incidents are not known: {}\n", incidents.error().context));
    if (incidents) tell_trouble(output, incidents->trouble);
    tell_engine_answered(output, ages);
    return gathered.finish();
}

int status_by_bmcs(const Options& options, const Style& style, Output& output, const Person& person) {
    const auto found = find_targets(options, person.ask_password);
    if (!found) return cannot_start(output, found.error());
    ClientOptions wanted;
    wanted.use_cache = options.use_cache;
    wanted.retry_auth = options.retry_auth;
    wanted.handle_signals = true;
    Client client(wanted);
    Gathered gathered(options, style, output);
    for (const auto& [host, error] : found->failed) gathered.take(status_of(host, std::unexpected(error)));
    const bool lines_would_mix = options.json && output.out_is_terminal;
    Progress progress(output, found->size(), output.error_is_terminal && found->size() > 1 && !lines_would_mix);
    HostQuery query;
    query.sensors = true;
    query.chassis = ChassisQuery{false};
    client.survey(found->targets, query, Limits{timeout_of(options)},
                  [&](std::size_t index, const Result<HostReport>& report) {
                      if (!gathered.take(status_of(found->targets[index].name, report))) client.cancel();
                      progress.set(gathered.taken(), gathered.silent());
                  });
    progress.end();
    return gathered.finish();
}

}  // namespace

int ask_status(const Options& options, const Style& style, Output& output, const Person& person) {
    EngineLink engine(engine_socket(options));
    const auto hosts = hosts_of_engine(options, engine, output);
    if (!hosts) return status_by_bmcs(options, style, output, person);
    if (!*hosts) return engine_failed(output, hosts->error());
    return status_by_engine(options, style, output, engine, **hosts);
}

}  // namespace ipmi::cli
