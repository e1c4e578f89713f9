#include "client/engine_calls.hpp"

#include <fmt/format.h>

#include <iterator>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "client/engine_http.hpp"
#include "schema/chassis_form.hpp"
#include "schema/event_form.hpp"
#include "schema/members.hpp"
#include "schema/parse.hpp"

namespace ipmi::client {
namespace {

using schema::Json;

Result<Json> json_of(const Result<std::string>& body) {
    if (!body) return std::unexpected(body.error());
    auto json = schema::parse_json(*body);
    if (!json) return std::unexpected(within("engine", json.error()));
    return json;
}

/// The list called `name` of an answer, each member by `parse`.
template <class T>
Result<std::vector<T>> list_of(const Json& json, const char* name, Result<T> (*parse)(const Json&)) {
    const auto at = json.is_object() ? json.find(name) : json.end();
    if (!json.is_object() || at == json.end() || !at->is_array())
        return malformed(fmt::format("engine: \"{}\" is no list", name));
    std::vector<T> list;
    list.reserve(at->size());
    for (const auto& one : *at) {
        auto parsed = parse(one);
        if (!parsed) return std::unexpected(within(fmt::format("engine: {}", name), parsed.error()));
        list.push_back(std::move(*parsed));
    }
    return list;
}

struct Part {
    Json value{};
    WallTime read{};
};

/// What a host's page says under `name`, and when that was read.
Result<Part> part_of(EngineLink& engine, std::string_view host, std::string_view page_name, const char* name,
                     std::chrono::milliseconds timeout) {
    auto json = json_of(engine.get(fmt::format("/v1/hosts/{}/{}", encoded(host), page_name), timeout));
    if (!json) return std::unexpected(json.error());
    if (json->contains("error")) {
        auto why = schema::parse_error((*json)["error"]);
        if (!why) return std::unexpected(within("engine", why.error()));
        return std::unexpected(*why);
    }
    if (!json->contains(name) || !json->contains("read") || !(*json)["read"].is_string())
        return fail(Errc::local, "engine: this host has not been read yet");
    const auto read = schema::parse_time((*json)["read"].get<std::string>());
    if (!read) return std::unexpected(within("engine", read.error()));
    return Part{std::move((*json)[name]), *read};
}

EventPage bounds_of(const Json& json) {
    EventPage page;
    page.oldest = schema::value_of<std::uint64_t>(json, "oldest");
    page.newest = schema::value_of<std::uint64_t>(json, "newest");
    page.lost = schema::maybe<std::uint64_t>(json, "lost").value_or(0);
    page.reset = schema::maybe<bool>(json, "reset").value_or(false);
    page.trouble = schema::safe_text_of(json, "trouble");
    page.next = schema::maybe<std::uint64_t>(json, "next");
    return page;
}

/// What has to be asked for as "after" to get what follows; empty: this was all.
std::string next_in(const Json& json) {
    const auto next = schema::maybe<std::uint64_t>(json, "next");
    return next ? std::to_string(*next) : std::string();
}

std::string trouble_in(const Json& json) {
    return schema::safe_text_of(json, "trouble");
}

InventoryReloaded reloaded_in(const Json& json) {
    InventoryReloaded done{schema::value_of<std::size_t>(json, "hosts"), schema::value_of<std::size_t>(json, "come"),
                           schema::value_of<std::size_t>(json, "gone"), schema::safe_texts_of(json, "unusable")};
    if (json.contains("kept")) done.kept = schema::safe_texts_of(json, "kept");  // an older engine keeps none
    return done;
}

}  // namespace

Result<std::vector<HostSummary>> hosts_of(EngineLink& engine, const std::string& set,
                                          std::chrono::milliseconds timeout) {
    const auto json = json_of(engine.get(page("/v1/hosts", {{"set", set}}), timeout));
    if (!json) return std::unexpected(json.error());
    return list_of(*json, "hosts", parse_host_summary);
}

Result<HostReport> sensors_of(EngineLink& engine, std::string_view host, std::chrono::milliseconds timeout) {
    const auto part = part_of(engine, host, "sensors", "report", timeout);
    if (!part) return std::unexpected(part.error());
    auto report = schema::parse_sensor_report(part->value);
    if (!report) return std::unexpected(within("engine", report.error()));
    HostReport host_report;
    host_report.statistics = report->statistics;
    host_report.warnings = report->warnings;
    host_report.read = part->read;
    host_report.sensors = std::move(*report);
    return host_report;
}

Result<HostReport> chassis_of(EngineLink& engine, std::string_view host, std::chrono::milliseconds timeout) {
    const auto part = part_of(engine, host, "power", "chassis", timeout);
    if (!part) return std::unexpected(part.error());
    auto status = schema::parse_chassis_status(part->value);
    if (!status) return std::unexpected(within("engine", status.error()));
    HostReport host_report;
    host_report.read = part->read;
    host_report.chassis = std::move(*status);
    return host_report;
}

Result<IncidentList> incidents_of(EngineLink& engine, const IncidentQuery& query, std::chrono::milliseconds timeout) {
    const auto until = Clock::now() + timeout;
    IncidentList list;
    for (std::string after;;) {
        const auto where =
            page("/v1/incidents", {{"state", query.all ? "all" : "open"}, {"set", query.set}, {"after", after}});
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
        const auto json = json_of(engine.get(where, left));
        if (!json) return std::unexpected(json.error());
        auto some = list_of(*json, "incidents", schema::parse_incident);
        if (!some) return std::unexpected(some.error());
        std::move(some->begin(), some->end(), std::back_inserter(list.incidents));
        const auto next = schema::checked(next_in, *json);
        if (!next) return std::unexpected(within("engine", next.error()));
        auto trouble = schema::checked(trouble_in, *json);
        if (!trouble) return std::unexpected(within("engine", trouble.error()));
        list.trouble = std::move(*trouble);
        if (next->empty()) return list;
        after = *next;
    }
}

Result<Incident> acknowledge(EngineLink& engine, std::uint64_t incident, const Acknowledging& how,
                             std::chrono::milliseconds timeout) {
    Json body = Json::object();
    schema::put(body, "note", how.note);
    if (how.lasts) body["seconds"] = how.lasts->count();
    const auto json = json_of(engine.post(fmt::format("/v1/incidents/{}/ack", incident), schema::line(body), timeout));
    if (!json) return std::unexpected(json.error());
    auto parsed = schema::parse_incident(*json);
    if (!parsed) return std::unexpected(within("engine", parsed.error()));
    return parsed;
}

Result<EventPage> events_of(EngineLink& engine, const EventQuery& query, std::chrono::milliseconds timeout) {
    const auto where =
        page("/v1/events",
             {{"after", std::to_string(query.after)}, {"limit", std::to_string(query.limit)}, {"set", query.set}});
    const auto json = json_of(engine.get(where, timeout));
    if (!json) return std::unexpected(json.error());
    auto events = schema::checked(bounds_of, *json);
    if (!events) return std::unexpected(within("engine", events.error()));
    auto list = list_of(*json, "events", schema::parse_event);
    if (!list) return std::unexpected(list.error());
    events->events = std::move(*list);
    return events;
}

Result<InventoryReloaded> reload_inventory(EngineLink& engine, bool force, std::chrono::milliseconds timeout) {
    const auto json = json_of(engine.post("/v1/inventory/reload", force ? R"({"force":true})" : "{}", timeout));
    if (!json) return std::unexpected(json.error());
    auto reloaded = schema::checked(reloaded_in, *json);
    if (!reloaded) return std::unexpected(within("engine", reloaded.error()));
    return reloaded;
}

}  // namespace ipmi::client
