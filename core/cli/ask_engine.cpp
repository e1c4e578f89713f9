#include "cli/ask_engine.hpp"

#include <fmt/format.h>

#include "cli/engine_way.hpp"
#include "cli/exit_code.hpp"
#include "cli/report.hpp"
#include "cli/show_power.hpp"
#include "cli/show_sensors.hpp"
#include "client/engine_calls.hpp"

namespace ipmi::cli {
namespace {

using client::EngineLink;

/// One host's answer in the form for people and programs.
using AskOne = Result<Shown> (*)(EngineLink& engine, const std::string& host, const Options& options,
                                 const Style& style);

Result<Shown> sensors(EngineLink& engine, const std::string& host, const Options& options, const Style& style) {
    const auto report = client::sensors_of(engine, host, engine_timeout_of(options));
    if (!report) return std::unexpected(report.error());
    schema::SensorForms<schema::JsonWriter> forms(schema::SensorDetail::all);
    auto shown = options.json ? show_json(**report->sensors, forms) : show(**report->sensors, style);
    shown.read = report->read;
    return shown;
}

Result<Shown> power_state(EngineLink& engine, const std::string& host, const Options& options, const Style& style) {
    const auto report = client::chassis_of(engine, host, engine_timeout_of(options));
    if (!report) return std::unexpected(report.error());
    auto shown = show(**report->chassis, style);
    shown.read = report->read;
    return shown;
}

/// What an engine can say in a BMC's place; empty: it must be asked itself.
AskOne question_of(const Options& options) {
    switch (options.verb) {
        case Verb::sensors: return sensors;
        case Verb::power: return options.power_action ? nullptr : power_state;
        default: return nullptr;
    }
}

}  // namespace

std::optional<int> ask_engine(const Options& options, Style style, Output& output) {
    const auto question = question_of(options);
    if (question == nullptr) {
        if (!must_ask_engine(options)) return std::nullopt;
        output.error(fmt::format("bmcscope: no engine can be asked for this; `{}` without --engine asks the BMCs\n",
                                 words_of(options.verb).name));
        return exit_usage;
    }
    EngineLink engine(engine_socket(options));
    const auto asked = hosts_of_engine(options, engine, output);
    if (!asked) return std::nullopt;
    if (!*asked) return engine_failed(output, asked->error());
    const auto& hosts = **asked;
    if (hosts.size() > 1 && style.width > indentation) style.width -= indentation;
    Report report(options, output, hosts.size());
    Ages ages;
    for (const auto& host : hosts) {
        auto shown = question(engine, host.host, options, style);
        if (shown && shown->read) ages.add(*shown->read, WallClock::now());
        if (!report.take(host.host, std::move(shown))) break;
    }
    tell_engine_answered(output, ages);
    return report.finish();
}

}  // namespace ipmi::cli
