#include "api/answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "api/host_form.hpp"
#include "api/path.hpp"
#include "api/reports.hpp"

namespace ipmi::api {
namespace {

using engine::Engine;

Answer json_answer(const schema::Json& json) {
    Answer answer;
    answer.body = schema::line(json) + "\n";
    return answer;
}

using Words = std::vector<std::string>;

Answer hosts(const Engine& engine, const Words&) {
    schema::Json json;
    json["generation"] = engine.snapshot().generation();
    auto& list = json["hosts"] = schema::Json::array();
    for (std::size_t i = 0; i < engine.snapshot().size(); ++i) list.push_back(summary(*engine.snapshot().at(i)));
    return json_answer(json);
}

/// The block of the host that the path names, in the form that `shape` gives.
template <class Shape>
Answer of_host(const Engine& engine, const std::string& name, const Shape& shape) {
    const auto block = engine.snapshot().find(name);
    if (!block) return problem(404, "no such host", fmt::format("the inventory has no host '{}'", name));
    return json_answer(shape(*block));
}

Answer host(const Engine& engine, const Words& words) {
    return of_host(engine, words[0], summary);
}
Answer host_sensors(const Engine& engine, const Words& words) {
    return of_host(engine, words[0], sensors);
}
Answer host_power(const Engine& engine, const Words& words) {
    return of_host(engine, words[0], power);
}

Answer host_sel(const Engine& engine, const Words& words) {
    return of_host(engine, words[0], sel);
}
Answer host_device(const Engine& engine, const Words& words) {
    return of_host(engine, words[0], device);
}
Answer host_fru(const Engine& engine, const Words& words) {
    return of_host(engine, words[0], fru);
}

/// The host is asked soon, not yet: how it then stands its pages tell.
Answer refresh(const Engine& engine, const Words& words) {
    const auto block = engine.snapshot().find(words[0]);
    if (!block) return problem(404, "no such host", fmt::format("the inventory has no host '{}'", words[0]));
    if (!engine.refresh(words[0]))
        return problem(409, "cannot be asked", block->error ? block->error->context : "this host cannot be asked");
    auto answer = json_answer(summary(*block));
    answer.status = 202;
    return answer;
}

/// Of the query of `target`, decoded; empty: it is not there.
std::string parameter(std::string_view target, std::string_view name) {
    auto query = target.substr(std::min(target.find('?'), target.size()));
    while (!query.empty()) {
        query.remove_prefix(1);
        const auto end = query.find('&');
        const auto one = query.substr(0, end);
        if (one.starts_with(name) && one.substr(name.size()).starts_with('='))
            return decoded(one.substr(name.size() + 1)).value_or("");
        query = end == std::string_view::npos ? std::string_view() : query.substr(end);
    }
    return {};
}

struct Route {
    std::string_view method;
    std::string_view path;  ///< "*" stands for one segment, which is given to the handler
    Answer (*handle)(const Engine& engine, const Words& words);
};
constexpr std::array routes{
    Route{"GET", "/v1/hosts", hosts},
    Route{"GET", "/v1/hosts/*", host},
    Route{"GET", "/v1/hosts/*/sensors", host_sensors},
    Route{"GET", "/v1/hosts/*/power", host_power},
    Route{"GET", "/v1/hosts/*/sel", host_sel},
    Route{"GET", "/v1/hosts/*/device", host_device},
    Route{"GET", "/v1/hosts/*/fru", host_fru},
    Route{"POST", "/v1/hosts/*/refresh", refresh},
};

}  // namespace

Answer problem(unsigned status, std::string_view title, std::string_view detail) {
    schema::Json json;
    json["type"] = "about:blank";
    json["title"] = title;
    json["status"] = status;
    json["detail"] = detail;
    auto answer = json_answer(json);
    answer.status = status;
    answer.content_type = "application/problem+json";
    return answer;
}

Answer answer(const Engine& engine, const Question& question) {
    const auto path = parse_path(question.target);
    if (!path) return problem(400, "bad path", path.error());
    if (question.method == "GET" && *path == Segments{"v1", "reports"}) {
        const auto hosts = parameter(question.target, "hosts");
        const auto parts = parameter(question.target, "parts");
        auto json = reports(engine.snapshot(), hosts, parts);
        return json ? json_answer(*json) : problem(400, "bad question", json.error());
    }
    std::string allowed;
    for (const auto& route : routes) {
        const auto words = match(route.path, *path);
        if (!words) continue;
        if (route.method == question.method) return route.handle(engine, *words);
        allowed += (allowed.empty() ? "" : ", ") + std::string(route.method);
    }
    if (allowed.empty()) return problem(404, "no such page", fmt::format("there is no {}", question.target));
    auto refusal = problem(405, "wrong method", fmt::format("{} takes {}", question.target, allowed));
    refusal.allow = allowed;
    return refusal;
}

}  // namespace ipmi::api
