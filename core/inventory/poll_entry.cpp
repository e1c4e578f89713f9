#include "inventory/poll_entry.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "base/text.hpp"
#include "inventory/table_reader.hpp"

namespace ipmi::inventory {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds shortest = std::chrono::seconds(1);
constexpr milliseconds longest = std::chrono::days(7);
constexpr double most_requests = 100'000;

struct Unit {
    std::string_view name;
    milliseconds length;
};
constexpr std::array units{Unit{"ms", milliseconds(1)}, Unit{"s", std::chrono::seconds(1)},
                           Unit{"m", std::chrono::minutes(1)}, Unit{"h", std::chrono::hours(1)},
                           Unit{"d", std::chrono::days(1)}};

/// "90s", "1.5h"
std::optional<milliseconds> period_of(std::string_view text) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc()) return std::nullopt;
    const auto unit = text.substr(static_cast<std::size_t>(end - text.data()));
    for (const auto& known : units) {
        if (known.name != unit) continue;
        const auto length = number * static_cast<double>(known.length.count());
        if (!(length >= static_cast<double>(shortest.count())) || length > static_cast<double>(longest.count()))
            return std::nullopt;
        return milliseconds(static_cast<milliseconds::rep>(length));
    }
    return std::nullopt;
}

std::string text_of(milliseconds period) {
    for (auto unit = units.rbegin(); unit != units.rend(); ++unit)
        if (period % unit->length == milliseconds(0)) return fmt::format("{}{}", period / unit->length, unit->name);
    return fmt::format("{}ms", period.count());
}

void read_period(TableReader& table, std::string_view key, PollEntry::Period& period) {
    const auto text = table.text(key);
    if (!text) return;
    period = period_of(text->value);
    if (!period)
        table.refuse(text->where, fmt::format("'{}' is no period: write \"30s\", \"5m\", \"24h\"; from 1s to 7d",
                                              clean_text(text->value, 40)));
}

}  // namespace

PollEntry read_poll_entry(TableReader& outer) {
    PollEntry entry;
    outer.inside("poll", [&entry](TableReader& table) {
        read_period(table, "sensors", entry.sensors);
        read_period(table, "power", entry.power);
        read_period(table, "sel", entry.sel);
        read_period(table, "device", entry.device);
        read_period(table, "inventory", entry.inventory);
        const auto requests = table.number("requests_per_second");
        if (requests && !(*requests >= 0 && *requests <= most_requests))
            table.refuse(table.where("requests_per_second"),
                         "requests_per_second is a number from 0 (no limit) to 100000");
        entry.requests_per_second = requests;
    });
    return entry;
}

std::string to_string(const PollEntry& entry) {
    std::string text;
    const auto add = [&text](const std::string& one) { text += (text.empty() ? "" : ", ") + one; };
    const auto period = [&add](const char* name, const PollEntry::Period& value) {
        if (value) add(fmt::format("{} every {}", name, text_of(*value)));
    };
    period("sensors", entry.sensors);
    period("power", entry.power);
    period("sel", entry.sel);
    period("device", entry.device);
    period("inventory", entry.inventory);
    if (entry.requests_per_second)
        add(*entry.requests_per_second > 0 ? fmt::format("at most {} requests a second", *entry.requests_per_second)
                                           : "as many requests as the periods ask for");
    return text;
}

}  // namespace ipmi::inventory
