#include "client/host_summary.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "schema/members.hpp"
#include "schema/parse.hpp"

namespace ipmi::client {
namespace {

using schema::Json;
using schema::Wrong;

constexpr std::size_t longest_name = 1024;
constexpr std::size_t most_addresses = 64;

Lamp lamp_from(const Json& json) {
    Lamp lamp;
    lamp.colour = schema::word_of(schema::value_of<std::string>(json, "colour"), Lamp::Colour::red, "colour");
    lamp.blinking = schema::maybe<bool>(json, "blinking").value_or(false);
    return lamp;
}

WallTime time_from(const Json& json, const char* name) {
    const auto time = schema::parse_time(schema::value_of<std::string>(json, name));
    if (!time) throw Wrong{fmt::format("\"{}\": {}", name, time.error().context)};
    return *time;
}

HostSummary summary_from(const Json& json) {
    HostSummary summary;
    summary.host = clean_text(schema::value_of<std::string>(json, "host"), longest_name);
    if (summary.host.empty()) throw Wrong{"\"host\" is empty"};
    summary.addresses = schema::maybe<std::vector<std::string>>(json, "addresses").value_or(std::vector<std::string>{});
    if (summary.addresses.size() > most_addresses) throw Wrong{"\"addresses\" are too many"};
    for (auto& address : summary.addresses) address = clean_text(address, longest_name);
    summary.reach = clean_text(schema::value_of<std::string>(json, "reach"), longest_name);
    summary.since = time_from(json, "since");
    if (json.contains("read")) summary.read = time_from(json, "read");
    if (json.contains("error")) {
        auto error = schema::parse_error(json["error"]);
        if (!error) throw Wrong{"\"error\": " + error.error().context};
        error->context = clean_text(error->context, longest_name);
        summary.error = std::move(*error);
    }
    summary.severity = schema::severity_of(json);
    if (const auto power = schema::maybe<std::string>(json, "power"))
        summary.power = schema::word_of(*power, PowerState::on, "power");
    summary.lamp = lamp_from(schema::need(json, "lamp"));
    summary.incidents = schema::maybe<std::uint64_t>(json, "incidents").value_or(0);
    return summary;
}

}  // namespace

Result<HostSummary> parse_host_summary(const Json& json) {
    return schema::checked(summary_from, json);
}

}  // namespace ipmi::client
