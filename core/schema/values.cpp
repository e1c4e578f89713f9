#include "schema/values.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <cmath>
#include <cstdlib>

namespace ipmi::schema {
namespace {

constexpr int digits = 9;  // beyond what factors of ten bits and an exponent can mean
constexpr double thousand = 1000;
constexpr double largest_told = 1e6;  // with three decimals, nine digits

}  // namespace

std::string time_text(std::chrono::sys_seconds time) {
    return fmt::format("{:%FT%T}Z", fmt::gmtime(WallClock::to_time_t(time)));
}

std::string time_text(WallTime time) {
    const auto whole = std::chrono::floor<std::chrono::seconds>(time);
    const auto rest = std::chrono::duration_cast<std::chrono::milliseconds>(time - whole);
    return fmt::format("{:%FT%T}.{:03}Z", fmt::gmtime(WallClock::to_time_t(whole)), rest.count());
}

Json form(const Error& error) {
    Json json;
    json["code"] = to_string(error.code);
    json["context"] = error.context;
    put(json, "completion", error.completion);
    return json;
}

Json host_form(std::string_view host, WallTime time, Result<Json> answer) {
    auto json = object(2 + (answer ? answer->size() : 1));
    json["host"] = host;
    json["time"] = time_text(time);
    if (!answer)
        json["error"] = form(answer.error());
    else
        for (auto& member : answer->items()) json[member.key()] = std::move(member.value());
    return json;
}

std::string host_line(std::string_view host, WallTime time, std::string_view object) {
    auto text = line(host_form(host, time, Json::object()));
    text.back() = ',';
    text += object.substr(1);
    return text;
}

Json object(std::size_t members) {
    Json json = Json::object();
    json.get_ref<Json::object_t&>().reserve(members);
    return json;
}

std::string line(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

double rounded(double value) {
    if (!std::isfinite(value)) return value;
    // Nearly every value has three decimals at the most: those are told by arithmetic, without making text of them.
    if (std::abs(value) < largest_told && std::round(value * thousand) / thousand == value) return value;
    return std::strtod(fmt::format("{:.{}g}", value, digits).c_str(), nullptr);
}

}  // namespace ipmi::schema
