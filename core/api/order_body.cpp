#include "api/order_body.hpp"

#include <fmt/format.h>

#include <array>

#include "api/body.hpp"
#include "schema/members.hpp"

namespace ipmi::api {
namespace {

using schema::Json;
using schema::Wrong;

constexpr std::uint64_t longest_wait_s = 3600;
constexpr std::uint64_t most_at_once = 4096;
constexpr std::array actions{PowerAction::on,    PowerAction::off,  PowerAction::cycle,
                             PowerAction::reset, PowerAction::soft, PowerAction::diagnostic_interrupt};

/// As everywhere that people write it.
const char* word_of(PowerAction action) {
    return action == PowerAction::diagnostic_interrupt ? "diag" : to_string(action);
}

PowerAction action_of(const Json& json) {
    const auto word = schema::value_of<std::string>(json, "action");
    for (const auto action : actions)
        if (word == word_of(action) || word == to_string(action)) return action;
    throw Wrong{"\"action\" is one of on, off, cycle, reset, soft, diag"};
}

void only(const Json& json, std::initializer_list<std::string_view> known) {
    if (!json.is_object()) throw Wrong{"the body is no object"};
    for (const auto& [name, value] : json.items())
        if (std::find(known.begin(), known.end(), name) == known.end())
            throw Wrong{
                fmt::format("there is no \"{}\" here; known are {}", clean_text(name, 40), fmt::join(known, ", "))};
}

std::optional<std::uint64_t> number_from_one(const Json& json, const char* name, std::uint64_t most) {
    const auto number = schema::maybe<std::uint64_t>(json, name);
    if (number && (*number < 1 || *number > most)) throw Wrong{fmt::format("\"{}\" is 1 to {}", name, most)};
    return number;
}

PowerBody power_of(const Json& json) {
    only(json, {"set", "action", "wait", "force", "count", "at_once", "stagger"});
    PowerBody body;
    body.request.action = action_of(json);
    if (const auto wait = number_from_one(json, "wait", longest_wait_s))
        body.request.wait = std::chrono::seconds(*wait);
    body.request.force = schema::maybe<bool>(json, "force").value_or(false);
    if (body.request.force && body.request.action != PowerAction::soft) throw Wrong{"\"force\" goes with soft"};
    body.set = schema::text_of(json, "set");
    body.count = schema::maybe<std::uint64_t>(json, "count");
    if (const auto at_once = number_from_one(json, "at_once", most_at_once)) body.at_once = *at_once;
    if (const auto stagger = schema::maybe<double>(json, "stagger")) {
        if (!(*stagger >= 0 && *stagger <= static_cast<double>(longest_wait_s)))
            throw Wrong{fmt::format("\"stagger\" is 0 to {} seconds", longest_wait_s)};
        body.stagger = std::chrono::milliseconds(static_cast<long>(*stagger * 1000));
    }
    return body;
}

IdentifyRequest identify_of(const Json& json) {
    only(json, {"on", "seconds"});
    IdentifyRequest request;
    const auto on = schema::maybe<bool>(json, "on");
    const auto seconds = number_from_one(json, "seconds", 255);
    if (on.has_value() == seconds.has_value()) throw Wrong{"say {\"on\": true}, {\"on\": false} or {\"seconds\": 15}"};
    request.on = on.value_or(true);
    if (seconds) request.seconds = static_cast<std::uint8_t>(*seconds);
    return request;
}

}  // namespace

std::expected<PowerBody, std::string> parse_power_body(const std::string& body) {
    return parse_body(power_of, body);
}

std::expected<IdentifyRequest, std::string> parse_identify_body(const std::string& body) {
    return parse_body(identify_of, body);
}

std::string name_of(const PowerRequest& request) {
    return fmt::format("power {}{}", word_of(request.action), request.force ? " --force" : "");
}

std::string name_of(const IdentifyRequest& request) {
    if (!request.on) return "identify off";
    return request.seconds ? fmt::format("identify {} s", *request.seconds) : "identify on";
}

std::size_t most_uncounted(PowerAction action) {
    return action == PowerAction::on ? 10 : 1;
}

std::chrono::milliseconds usual_stagger(PowerAction action) {
    return std::chrono::seconds(action == PowerAction::on || action == PowerAction::cycle ? 1 : 0);
}

}  // namespace ipmi::api
