#include <fmt/format.h>

#include "cli/engine_way.hpp"
#include "cli/exit_code.hpp"
#include "cli/journal.hpp"
#include "cli/table.hpp"
#include "cli/values.hpp"
#include "client/engine_orders.hpp"
#include "schema/audit_form.hpp"

namespace ipmi::cli {
namespace {

Paint paint_of(AuditStage stage) {
    switch (stage) {
        case AuditStage::asked: return Paint::faint;
        case AuditStage::done: return Paint::good;
        case AuditStage::refused: return Paint::warning;
        case AuditStage::failed:
        case AuditStage::unknown: return Paint::critical;
    }
    return Paint::plain;
}

}  // namespace

int list_audit(const Options& options, const Style& style, Output& output) {
    client::EngineLink engine(engine_socket(options));
    auto entries = client::audit_of(engine, options.after.value_or(0), engine_timeout_of(options));
    if (!entries) {
        tell_no_engine(output, entries.error(), "The audit is kept by");
        return entries.error().code == Errc::local ? exit_usage : exit_none_succeeded;
    }
    if (options.since)
        std::erase_if(*entries, [oldest = WallClock::now() - *options.since](const AuditEntry& entry) {
            return entry.time < oldest;
        });
    else if (!options.after && entries->size() > options.last)
        entries->erase(entries->begin(), entries->end() - static_cast<std::ptrdiff_t>(options.last));
    if (options.json) {
        for (const auto& entry : *entries)
            if (!output.out(schema::line(schema::form(entry)) + '\n')) return exit_none_succeeded;
        return exit_all_succeeded;
    }
    if (entries->empty()) return output.out("no entries\n") ? exit_all_succeeded : exit_none_succeeded;
    Table table({{"When"}, {"Who"}, {"Host"}, {"What"}, {"Stage"}, {"Result"}});
    for (const auto& entry : *entries) {
        const auto who =
            entry.on_behalf_of.empty() ? entry.who : fmt::format("{} by {}", entry.on_behalf_of, entry.who);
        table.add({Cell(local_time_text(entry.time), Paint::faint), Cell(who), Cell(entry.host), Cell(entry.action),
                   Cell(to_string(entry.stage), paint_of(entry.stage)), Cell(entry.result)});
    }
    return output.out(table.render(style)) ? exit_all_succeeded : exit_none_succeeded;
}

}  // namespace ipmi::cli
