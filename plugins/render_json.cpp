#include <nlohmann/json.hpp>

#include "render.hpp"

namespace plugins {
namespace {

using Json = nlohmann::ordered_json;

Json form(const Metric& metric) {
    Json json;
    json["label"] = metric.label;
    json["value"] = metric.value;
    if (!metric.unit.empty()) json["unit"] = metric.unit;
    if (metric.warning) json["warning"] = to_string(*metric.warning);
    if (metric.critical) json["critical"] = to_string(*metric.critical);
    if (metric.minimum) json["minimum"] = *metric.minimum;
    if (metric.maximum) json["maximum"] = *metric.maximum;
    return json;
}

Json form(const Check& check, StateOrder order) {
    Json json;
    json["state"] = to_string(worst(check, order));
    json["text"] = check.text;
    for (const auto& metric : check.metrics) json["metrics"].push_back(form(metric));
    for (const auto& child : check.children) json["children"].push_back(form(child, order));
    if (!check.notes.empty()) json["notes"] = check.notes;
    if (!check.diagnostics.empty()) json["diagnostics"] = check.diagnostics;
    return json;
}

}  // namespace

std::string render_json(const Check& check, const RenderStyle& style) {
    auto json = form(check, style.order);
    json["exit_code"] = exit_code(worst(check, style.order));
    const auto text = [&json] { return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n'; };
    // What does not fit is left out whole, the longest parts first: half an object is none.
    for (const auto* part : {"children", "notes", "metrics"}) {
        if (style.largest_bytes == 0 || text().size() <= style.largest_bytes) break;
        json.erase(part);
        json["shortened"] = true;
    }
    return text();
}

}  // namespace plugins
