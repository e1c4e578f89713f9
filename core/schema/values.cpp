#include "schema/values.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <cmath>
#include <cstdlib>

namespace ipmi::schema {
namespace {

constexpr int digits = 9;  // beyond what factors of ten bits and an exponent can mean

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

Json host_form(std::string_view host, WallTime time, const Result<Json>& answer) {
    Json json;
    json["host"] = host;
    json["time"] = time_text(time);
    if (!answer)
        json["error"] = form(answer.error());
    else
        json.update(*answer);
    return json;
}

std::string line(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

double rounded(double value) {
    if (!std::isfinite(value)) return value;
    return std::strtod(fmt::format("{:.{}g}", value, digits).c_str(), nullptr);
}

}  // namespace ipmi::schema
