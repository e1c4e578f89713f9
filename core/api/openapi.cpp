#include "api/openapi.hpp"

#include <algorithm>
#include <string>

#include "api/words_of_answers.hpp"

namespace ipmi::api {
namespace {

using schema::Json;

/// The part of `list` before the next `separator`, which is taken away with it.
std::string_view next_of(std::string_view& list, char separator) {
    const auto end = list.find(separator);
    const auto part = list.substr(0, end);
    list = end == std::string_view::npos ? std::string_view() : list.substr(end + 1);
    return part;
}

Json reference(std::string_view word) {
    Json json;
    json["$ref"] = "#/components/schemas/" + std::string(word);
    return json;
}

Json plain(const char* type) {
    Json json;
    json["type"] = type;
    return json;
}

Json value_form(std::string_view form) {
    constexpr std::string_view or_null = "|null";
    if (form.ends_with(or_null)) {
        form.remove_suffix(or_null.size());
        Json json;
        json["anyOf"] = Json::array({value_form(form), plain("null")});
        return json;
    }
    Json json;
    if (form.starts_with('[')) {
        json["type"] = "array";
        json["items"] = value_form(form.substr(1, form.size() - 2));
        return json;
    }
    if (form.starts_with('{')) {
        json["type"] = "object";
        json["additionalProperties"] = value_form(form.substr(1, form.size() - 2));
        return json;
    }
    if (form == "any") return Json::object();
    if (form == "text") return plain("string");
    if (form == "real") return plain("number");
    if (form == "truth") return plain("boolean");
    if (form == "number") {
        json = plain("integer");
        json["minimum"] = 0;
        return json;
    }
    if (form == "time") {
        json = plain("string");
        json["format"] = "date-time";
        return json;
    }
    return reference(form);
}

std::string_view form_of(std::string_view word) {
    const auto words = words_of_answers();
    const auto at =
        std::find_if(words.begin(), words.end(), [word](const AnswerWord& row) { return row.name == word; });
    return at == words.end() ? std::string_view() : at->form;
}

void add_members(Json& properties, Json& required, std::string_view form) {
    while (!form.empty()) {
        const auto member = next_of(form, ' ');
        if (member.starts_with('+')) {
            add_members(properties, required, form_of(member.substr(1)));
            continue;
        }
        auto rest = member;
        auto name = next_of(rest, ':');
        if (name.ends_with('?'))
            name.remove_suffix(1);
        else
            required.push_back(name);
        properties[std::string(name)] = value_form(rest);
    }
}

Json choice_form(std::string_view choices, bool blanks) {
    auto json = plain("string");
    auto& list = json["enum"] = Json::array();
    while (!choices.empty()) {
        std::string choice(next_of(choices, '|'));
        if (blanks) std::replace(choice.begin(), choice.end(), '_', ' ');
        list.push_back(std::move(choice));
    }
    return json;
}

Json word_form(std::string_view form) {
    if (form.starts_with('=')) return choice_form(form.substr(1), true);
    auto json = plain("object");
    auto properties = Json::object();
    auto required = Json::array();
    add_members(properties, required, form);
    json["properties"] = std::move(properties);
    if (!required.empty()) json["required"] = std::move(required);
    return json;
}

Json parameter_form(const Parameter& parameter) {
    Json json;
    json["name"] = parameter.name;
    json["in"] = "query";
    json["description"] = parameter.about;
    switch (parameter.kind) {
        case Parameter::Kind::text: json["schema"] = plain("string"); break;
        case Parameter::Kind::choice: json["schema"] = choice_form(parameter.choices, false); break;
        case Parameter::Kind::number:
            json["schema"] = plain("integer");
            json["schema"]["minimum"] = parameter.least;
            break;
    }
    return json;
}

/// "/v1/hosts/{host}": each "{…}" is one.
void add_path_parameters(Json& list, std::string_view path) {
    for (;;) {
        const auto begin = path.find('{');
        if (begin == std::string_view::npos) return;
        const auto end = path.find('}', begin);
        Json json;
        json["name"] = path.substr(begin + 1, end - begin - 1);
        json["in"] = "path";
        json["required"] = true;
        json["schema"] = plain("string");
        list.push_back(std::move(json));
        path.remove_prefix(end + 1);
    }
}

Json content_form(const char* type, std::string_view word) {
    Json json;
    json[type]["schema"] = reference(word);
    return json;
}

Json answers_form(const Route& route) {
    Json answers;
    auto& good = answers[std::to_string(route.status)];
    good["description"] = route.about;
    if (!route.answer.empty()) good["content"] = content_form("application/json", route.answer);
    for (auto others = route.also; !others.empty();) {
        const auto other = next_of(others, '|');
        // What is no JSON has no form here; CBOR has that of the JSON.
        good["content"][std::string(other)]["schema"] =
            other == "application/cbor" ? reference(route.answer) : plain("string");
    }
    if (route.tagged) answers["304"]["description"] = "What If-None-Match names is still so.";
    auto& problem = answers["default"];
    problem["description"] = "Why not, in words. RFC 9457.";
    problem["content"] = content_form("application/problem+json", "Problem");
    return answers;
}

Json operation_form(const Route& route) {
    Json json;
    json["summary"] = route.about;
    auto parameters = Json::array();
    add_path_parameters(parameters, route.path);
    for (const auto& parameter : route.parameters) parameters.push_back(parameter_form(parameter));
    if (!parameters.empty()) json["parameters"] = std::move(parameters);
    if (!route.body.empty()) json["requestBody"]["content"] = content_form("application/json", route.body);
    json["responses"] = answers_form(route);
    return json;
}

std::string lower(std::string_view text) {
    std::string small(text);
    std::transform(small.begin(), small.end(), small.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return small;
}

}  // namespace

Json openapi(std::span<const Route> routes) {
    Json json;
    json["openapi"] = "3.1.0";
    json["info"]["title"] = "bmcscoped";
    json["info"]["description"] =
        "What the engine knows of the hosts of its inventory. Names are the words of the checks and of the command "
        "line; every value carries the time at which it was read. Where there is GET there is HEAD. Version 1 only "
        "ever "
        "gains.";
    json["info"]["version"] = "1";
    for (const auto& route : routes)
        json["paths"][std::string(route.path)][lower(route.method)] = operation_form(route);
    for (const auto& [name, form] : words_of_answers())
        json["components"]["schemas"][std::string(name)] = word_form(form);
    return json;
}

}  // namespace ipmi::api
