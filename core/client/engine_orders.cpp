#include "client/engine_orders.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/text.hpp"
#include "client/engine_http.hpp"
#include "schema/audit_form.hpp"
#include "schema/members.hpp"
#include "schema/parse.hpp"

namespace ipmi::client {
namespace {

using schema::Json;

constexpr std::size_t most_audit_pages = 10'000;

/// One line of an answer about many hosts.
struct HostLine {
    std::string host{};
    Result<PowerResult> result{};
};

Result<HostLine> line_of(std::string_view text) {
    const auto json = schema::parse_json(text);
    if (!json) return std::unexpected(json.error());
    if (!json->is_object() || !json->contains("host") || !(*json)["host"].is_string())
        return malformed("\"host\" is missing");
    HostLine line;
    line.host = clean_text((*json)["host"].get<std::string>());
    if (json->contains("error")) {
        auto error = schema::parse_error((*json)["error"]);
        if (!error) return std::unexpected(error.error());
        line.result = std::unexpected(std::move(*error));
        return line;
    }
    auto result = schema::parse_power_result(*json);
    if (!result) return std::unexpected(result.error());
    line.result = std::move(*result);
    return line;
}

/// What has to be asked for as "after" to get what follows, though this page may have no entry; 0: this was all.
std::uint64_t audit_goes_on_at(const Json& json) {
    return schema::maybe<std::uint64_t>(json, "next").value_or(0);
}

}  // namespace

Result<void> power(EngineLink& engine, const PowerOfSet& order, std::chrono::milliseconds timeout,
                   const std::function<void(const std::string& host, Result<PowerResult> result)>& on_result) {
    Json body;
    body["set"] = order.set;
    body["action"] = to_string(order.request.action);
    body["wait"] = order.request.wait.count();
    if (order.request.force) body["force"] = true;
    body["count"] = order.hosts;
    body["at_once"] = order.at_once;
    body["stagger"] = static_cast<double>(order.between_starts.count()) / 1000;
    Result<void> sound;
    const auto take = [&on_result, &sound](std::string_view text) {
        auto line = line_of(text);
        if (line)
            on_result(line->host, std::move(line->result));
        else if (sound)
            sound = std::unexpected(within("engine", line.error()));
    };
    auto done = engine.post("/v1/power", schema::line(body), timeout, take);
    return done ? sound : done;
}

Result<bool> identify(EngineLink& engine, const std::string& host, const IdentifyRequest& request,
                      std::chrono::milliseconds timeout) {
    Json body;
    if (request.on && request.seconds)
        body["seconds"] = *request.seconds;
    else
        body["on"] = request.on;
    const auto answer = engine.post(fmt::format("/v1/hosts/{}/identify", encoded(host)), schema::line(body), timeout);
    if (!answer) return std::unexpected(answer.error());
    const auto json = schema::parse_json(*answer);
    if (!json) return std::unexpected(within("engine", json.error()));
    // For so long, though nobody asked for a time: it cannot stay on.
    return !(request.on && !request.seconds && json->is_object() && json->contains("seconds"));
}

Result<std::vector<AuditEntry>> audit_of(EngineLink& engine, std::uint64_t after, std::chrono::milliseconds timeout) {
    std::vector<AuditEntry> entries;
    for (std::size_t i = 0; i < most_audit_pages; ++i) {
        const auto answer =
            engine.get(page("/v1/audit", {{"after", std::to_string(after)}, {"limit", "1000"}}), timeout);
        if (!answer) return std::unexpected(answer.error());
        const auto json = schema::parse_json(*answer);
        if (!json) return std::unexpected(within("engine", json.error()));
        if (!json->is_object() || !json->contains("entries") || !(*json)["entries"].is_array())
            return malformed("engine: \"entries\" is no list");
        for (const auto& one : (*json)["entries"]) {
            auto entry = schema::parse_audit_entry(one);
            if (!entry) return std::unexpected(within("engine: entries", entry.error()));
            entries.push_back(std::move(*entry));
        }
        const auto next = schema::checked(audit_goes_on_at, *json);
        if (!next) return std::unexpected(within("engine", next.error()));
        if (*next <= after) break;
        after = *next;
    }
    return entries;
}

}  // namespace ipmi::client
