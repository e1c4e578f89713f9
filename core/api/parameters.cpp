#include "api/parameters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "api/path.hpp"

namespace ipmi::api {
namespace {

std::optional<std::uint64_t> number_of(std::string_view text) {
    std::uint64_t number = 0;
    const auto* const end = text.data() + text.size();
    const auto [at, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || at != end) return std::nullopt;
    return number;
}

/// The part of `list` before the next `separator`, which is taken away with it.
std::string_view take(std::string_view& list, char separator) {
    const auto end = list.find(separator);
    const auto part = list.substr(0, end);
    list = end == std::string_view::npos ? std::string_view() : list.substr(end + 1);
    return part;
}

bool is_choice(std::string_view value, std::string_view choices) {
    while (!choices.empty())
        if (take(choices, '|') == value) return true;
    return false;
}

std::string with_commas(std::string_view choices) {
    std::string text(take(choices, '|'));
    while (!choices.empty()) text += ", " + std::string(take(choices, '|'));
    return text;
}

std::string known_names(std::span<const Parameter> known) {
    if (known.empty()) return "this page takes no parameters";
    std::string names;
    for (const auto& parameter : known) names += fmt::format("{}{}", names.empty() ? "" : ", ", parameter.name);
    return "this page takes " + names;
}

/// What is wrong with the value; empty: nothing.
std::string wrong_with(const std::string& value, const Parameter& parameter) {
    if (parameter.kind == Parameter::Kind::number) {
        const auto number = number_of(value);
        if (!number || *number < parameter.least)
            return fmt::format("{} is a whole number from {}: not '{}'", parameter.name, parameter.least, value);
    }
    if (parameter.kind == Parameter::Kind::choice && !is_choice(value, parameter.choices))
        return fmt::format("{} is one of {}: not '{}'", parameter.name, with_commas(parameter.choices), value);
    return {};
}

}  // namespace

std::expected<Parameters, std::string> Parameters::parse(std::string_view target, std::span<const Parameter> known) {
    Parameters parameters;
    const auto begin = target.find('?');
    auto query = begin == std::string_view::npos ? std::string_view() : target.substr(begin + 1);
    while (!query.empty()) {
        auto value_text = take(query, '&');
        if (value_text.empty()) continue;
        const auto name = decoded(take(value_text, '='));
        const auto value = decoded(value_text);
        if (!name) return std::unexpected(name.error());
        if (!value) return std::unexpected(value.error());
        const auto parameter = std::find_if(known.begin(), known.end(),
                                            [&name](const Parameter& candidate) { return candidate.name == *name; });
        if (parameter == known.end())
            return std::unexpected(fmt::format("there is no parameter '{}': {}", *name, known_names(known)));
        if (auto wrong = wrong_with(*value, *parameter); !wrong.empty()) return std::unexpected(std::move(wrong));
        if (!parameters.values_.emplace(*name, *value).second)
            return std::unexpected(fmt::format("{} is given twice", *name));
    }
    return parameters;
}

std::optional<std::string> Parameters::text(std::string_view name) const {
    const auto at = values_.find(name);
    if (at == values_.end()) return std::nullopt;
    return at->second;
}

std::optional<std::uint64_t> Parameters::number(std::string_view name) const {
    const auto value = text(name);
    return value ? number_of(*value) : std::nullopt;
}

}  // namespace ipmi::api
