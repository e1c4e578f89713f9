#include "dropin/verdict.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "dropin/fru_texts.hpp"
#include "dropin/name_rules.hpp"
#include "dropin/perfdata.hpp"
#include "dropin/rows.hpp"
#include "dropin/tables.hpp"

namespace plugins::dropin {
namespace {

using ipmi::Error;

constexpr int ok = 0;
constexpr int warning = 1;
constexpr int critical = 2;
constexpr int unknown = 3;

/// Nagios takes what stands behind a '|' for metrics.
std::string without_pipes(std::string text) {
    std::replace(text.begin(), text.end(), '|', '/');
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

/// "(Device|Entity) (Absent|Removed)" among a row's states, as --noentityabsent looks for it.
bool says_absent(const std::string& event) {
    for (const auto* text : {"Device Absent", "Device Removed", "Entity Absent", "Entity Removed"})
        if (event.find(text) != std::string::npos) return true;
    return false;
}

std::string underscored(std::string name) {
    std::replace(name.begin(), name.end(), ' ', '_');
    return name;
}

/// The first line while it grows: how bad it is, what is not well, the metrics.
class Verdict {
public:
    explicit Verdict(const Options& options) : options_(options) {}

    void add(const SensorRow& row) {
        const bool judged = !(options_.no_entity_absent && says_absent(row.event));
        if (judged) add_state(row);
        if (judged && row.units != not_available) metrics_.push_back(metric(row, options_));
        if (row.type == "Fan" && row.reading != not_available) ++fans_;
    }

    void add(const std::vector<SelRow>& rows) {
        std::vector<std::string> details;
        for (const auto& row : rows) {
            if (row.state == "Nominal") continue;
            worsen(row.state == "Warning" ? warning : critical);
            const auto name = options_.zenoss ? underscored(row.name) : row.name;
            details.push_back(fmt::format("({} = {}, {}, {})", name, row.state, row.type, row.event));
        }
        if (details.empty()) return;
        auto text = details.size() == 1 ? "1 system event log (SEL) entry present"
                                        : fmt::format("{} system event log (SEL) entries present", details.size());
        if (options_.verbosity > 0)
            text += fmt::format(
                " - details: {} - fix the reported issues and clear your SEL or exclude specific SEL entries "
                "using the -sx or -xST option",
                fmt::join(details, ", "));
        offenders_.push_back(std::move(text));
    }

    void count_fans() {
        if (!options_.fan_count || fans_ >= *options_.fan_count) return;
        worsen(warning);
        offenders_.push_back(options_.verbosity > 0 ? fmt::format("Fan = Warning ({})", fans_) : "Fan = Warning");
    }

    /// What should have been read and was not: no OK without it.
    void add_unread(const std::string& what, const Error& error) {
        unread_ = true;
        offenders_.push_back(fmt::format("{} = Unknown ({})", what, error.context));
    }

    /// The same for sensors that nobody has looked at.
    void add_missing(const ipmi::SensorReport& sensors) {
        const auto& table = *sensors.table;
        const auto told = std::count_if(sensors.readings.begin(), sensors.readings.end(),
                                        [](const auto& reading) { return reading.reason == ipmi::Reason::none; });
        if (sensors.cut)
            add_unread(fmt::format("Sensors, {} of {} read", told, table.sensors.size()), *sensors.cut);
        else if (!table.complete())
            add_unread("SDR", {ipmi::Errc::timeout,
                               fmt::format("{} of {} records read so far, the next runs go on", table.record_count,
                                           table.records_expected),
                               {}});
    }

    void put_first(std::string metric) { metrics_.insert(metrics_.begin(), std::move(metric)); }

    [[nodiscard]] int exit_code() const { return exit_ < critical && unread_ ? unknown : exit_; }
    [[nodiscard]] std::string text() const {
        static constexpr const char* words[]{"OK", "Warning", "Critical", "Unknown"};
        const auto* word = words[exit_code()];
        if (exit_code() == ok) return word;
        return without_pipes(fmt::format("{} [{}]", word, fmt::join(offenders_, ", ")));
    }
    [[nodiscard]] std::string metrics() const { return fmt::format("{}", fmt::join(metrics_, " ")); }

private:
    void worsen(int exit) { exit_ = std::max(exit_, exit); }

    void add_state(const SensorRow& row) {
        if (row.state == "Nominal" || row.state == not_available) return;
        if (row.state == "Warning" && options_.ignore_warning.contains(row.id)) return;
        worsen(row.state == "Warning" ? warning : critical);
        auto text = fmt::format("{} = {}", row.name, row.state);
        if (options_.verbosity > 0)
            text += fmt::format(" ({})", row.reading != not_available ? row.reading : row.event);
        offenders_.push_back(std::move(text));
    }

    const Options& options_;
    int exit_ = ok;
    bool unread_ = false;
    unsigned fans_ = 0;
    std::vector<std::string> offenders_;
    std::vector<std::string> metrics_;
};

std::string heading(const Options& options) {
    if (!options.type_words.empty())
        return fmt::format("Sensor Type(s) {} Status: ", fmt::join(options.type_words, ", "));
    return options.sel_only ? "SEL Status: " : "IPMI Status: ";
}

Outcome give_up(const std::string& text) {
    return {unknown, without_pipes(text) + "\n"};
}

/// The rules of the files, where there are any.
struct Rules {
    std::optional<ExcludeRules> sensors{};
    std::optional<ExcludeRules> sel{};
    std::optional<UnifyRules> unify{};
};

ipmi::Result<Rules> read_rules(const Options& options) {
    Rules rules;
    if (!options.exclude_file.empty()) {
        auto read = ExcludeRules::read(options.exclude_file);
        if (!read) return std::unexpected(std::move(read.error()));
        rules.sensors = std::move(*read);
    }
    if (!options.sel_exclude_file.empty()) {
        auto read = ExcludeRules::read(options.sel_exclude_file);
        if (!read) return std::unexpected(std::move(read.error()));
        rules.sel = std::move(*read);
    }
    if (!options.unify_file.empty()) {
        auto read = UnifyRules::read(options.unify_file);
        if (!read) return std::unexpected(std::move(read.error()));
        rules.unify = std::move(*read);
    }
    return rules;
}

/// Renamed, then left out by name, then by id: the original's order.
void choose(std::vector<SensorRow>& rows, const Rules& rules, const Options& options) {
    for (auto& row : rows)
        if (rules.unify) row.name = rules.unify->apply(row.name);
    std::erase_if(rows, [&rules, &options](const SensorRow& row) {
        if (rules.sensors && rules.sensors->exclude(row.name, row.type)) return true;
        if (options.exclude.contains(row.id)) return true;
        return !options.include.empty() && !options.include.contains(row.id);
    });
    for (auto& row : rows)
        if (options.zenoss) row.name = underscored(row.name);
}

std::string fru_lines(const FruTexts& texts, const Options& options) {
    if (!texts.serial) return {};
    std::string out = fmt::format(" ({})", *texts.serial);
    const auto add = [&out](const char* title, const std::optional<std::string>& text) {
        if (text) out += fmt::format("\n{}: {}", title, *text);
    };
    if (options.asset_tag) add("Asset Tag", texts.asset_tag);
    if (options.board) {
        add("Board Manufacturer", texts.board_manufacturer);
        add("Board Product", texts.board_product);
        add("Board Serial", texts.board_serial);
    }
    std::replace(out.begin(), out.end(), '|', '/');
    return out;
}

std::string sensor_lines(const std::vector<SensorRow>& rows) {
    std::string text;
    for (const auto& row : rows) {
        if (row.state == not_available) continue;
        const auto& shown = row.reading != not_available ? row.reading : row.event;
        text += without_pipes(fmt::format("{} = {} (Status: {})", row.name, shown, row.state)) + "\n";
    }
    return text;
}

/// In quotes with -o zenoss, too, as the original has it.
std::string power_metric(const ipmi::DcmiPower& power, const Rules& rules, bool zenoss) {
    auto name = std::string("Current Power");
    if (rules.unify) name = rules.unify->apply(name);
    return fmt::format("{}={}", metric_label(zenoss ? underscored(name) : name, false), power.current_watts);
}

/// Why there is not one row; with -T that is no matter of power.
std::string nothing_read(const Options& options) {
    if (!options.types.empty() || !options.excluded_types.empty())
        return heading(options) + "Unknown [no sensor of the chosen types has a reading]";
    return "-> Your server seems to be powered off. (No sensor has a reading.)";
}

/// What was read and can be shown as rows.
struct Rows {
    std::vector<SensorRow> sensors{};
    std::vector<SelRow> sel{};
};

Outcome report(const ipmi::HostReport& host, const Rows& rows, const Rules& rules, const Options& options) {
    Verdict verdict(options);
    for (const auto& row : rows.sensors) verdict.add(row);
    if (!options.sel_only) verdict.add_missing(**host.sensors);
    if (host.sel && !*host.sel) verdict.add_unread("SEL", host.sel->error());
    verdict.add(rows.sel);
    verdict.count_fans();
    if (host.dcmi_power && *host.dcmi_power && (*host.dcmi_power)->active)
        verdict.put_first(power_metric(**host.dcmi_power, rules, options.zenoss));

    auto text = heading(options) + verdict.text();
    auto notes = options.notes;
    if (host.fru && *host.fru) text += fru_lines(pick_fru_texts(**host.fru), options);
    if (host.fru && !*host.fru) notes.push_back("FRU: " + host.fru->error().context);
    if (const auto metrics = verdict.metrics(); !metrics.empty()) text += " | " + metrics;
    text += "\n";
    if (options.verbosity > 1) text += sensor_lines(rows.sensors);
    for (const auto& note : notes) text += without_pipes(note) + "\n";
    return {verdict.exit_code(), text};
}

}  // namespace

Outcome judge(const ipmi::Result<ipmi::HostReport>& gathered, const Options& options,
              std::chrono::system_clock::time_point now) {
    const auto rules = read_rules(options);
    if (!rules) return give_up(heading(options) + rules.error().context);
    const auto unread = [&options](const Error& error) {
        return give_up(fmt::format("{}Unknown [{}: {}]", heading(options), options.target.name, error.context));
    };
    if (!gathered) return unread(gathered.error());
    const auto& host = *gathered;
    Rows rows;
    std::string tables;
    const ipmi::SensorTable* table = nullptr;
    if (host.sensors && *host.sensors) table = (*host.sensors)->table.get();
    if (!options.sel_only) {
        if (!*host.sensors) return unread(host.sensors->error());
        rows.sensors = sensor_rows(**host.sensors, options);
        if (options.verbosity > 2) tables += sensor_table(rows.sensors);
        const bool all_read = !(*host.sensors)->cut && table->complete();
        if (rows.sensors.empty() && all_read) return {unknown, tables + nothing_read(options) + "\n"};
        choose(rows.sensors, *rules, options);
    }
    if (options.sel_only && host.sel && !*host.sel) return unread(host.sel->error());
    if (host.sel && *host.sel) {
        rows.sel = sel_rows(**host.sel, table, options, now);
        if (options.verbosity > 2) tables += sel_table(rows.sel);
        if (rules->sel)
            std::erase_if(rows.sel, [&rules](const SelRow& row) { return rules->sel->exclude(row.name, row.type); });
    }
    auto outcome = report(host, rows, *rules, options);
    outcome.text.insert(0, tables);
    return outcome;
}

}  // namespace plugins::dropin
