#include "cli/show_fru.hpp"

#include <fmt/format.h>

#include "base/hex.hpp"
#include "cli/table.hpp"
#include "cli/values.hpp"
#include "schema/fru_form.hpp"

namespace ipmi::cli {
namespace {

constexpr std::size_t raw_shown = 24;  // bytes; all of them are in the JSON

/// "part_number" as people read it.
std::string words_of(std::string name) {
    for (auto& c : name)
        if (c == '_') c = ' ';
    return name;
}

std::string kind_of(const FruArea& area) {
    if (area.kind == FruArea::Kind::multirecord) return fmt::format("multirecord {:02X}h", area.record_type);
    return words_of(to_string(area.kind));
}

std::string raw_of(const FruArea& area) {
    const ByteView raw = area.raw;
    return fmt::format("{} bytes: {}{}", raw.size(), to_hex(raw.first(std::min(raw.size(), raw_shown)), " "),
                       raw.size() > raw_shown ? " …" : "");
}

void add_area(Table& table, const FruArea& area) {
    auto kind = kind_of(area);
    const auto add = [&table, &kind](std::string name, std::string text, Paint paint = Paint::plain) {
        table.add({Cell("  " + kind), Cell(std::move(name)), Cell(std::move(text), paint)});
        kind.clear();  // said once
    };
    if (area.manufactured) add("manufactured", time_text(*area.manufactured));
    for (const auto& [name, text] : area.fields)
        if (!text.empty()) add(words_of(name), text);
    if (area.fields.empty() && !area.raw.empty()) add("data", raw_of(area));
    if (!area.warning.empty()) add("warning", area.warning, Paint::warning);
}

}  // namespace

Shown show(const FruReport& report, const Style& style) {
    Shown shown;
    for (const auto& fru : report.frus) {
        auto heading = fmt::format("FRU {}", fru.id);
        if (!fru.name.empty()) heading += " " + fru.name;
        shown.text += style.paint(heading, Paint::bold);
        if (!fru.entity.name.empty()) shown.text += fmt::format(", {}", fru.entity.name);
        if (fru.size_bytes > 0) shown.text += fmt::format(" ({} bytes)", fru.size_bytes);
        shown.text += '\n';
        if (!fru.warning.empty()) shown.text += fmt::format("  {}\n", style.paint(fru.warning, Paint::warning));
        Table table({{""}, {""}, {""}});
        for (const auto& area : fru.areas) add_area(table, area);
        if (!table.empty()) shown.text += table.render(style);
    }
    if (report.frus.empty()) shown.text = "no FRU inventory";
    if (shown.text.ends_with('\n')) shown.text.pop_back();
    shown.json = schema::form(report);
    shown.notes = report.warnings;
    shown.statistics = report.statistics;
    return shown;
}

}  // namespace ipmi::cli
