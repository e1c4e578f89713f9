#include "dropin/name_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "dropin/refuse.hpp"
#include "inventory/text_file.hpp"

namespace plugins::dropin {
namespace {

using ipmi::Errc;
using ipmi::Error;
using ipmi::Result;

Result<std::string> read_text(const std::string& path, const char* what) {
    auto text = ipmi::inventory::read_text_file(path);
    if (!text) return refuse(fmt::format("-> Reading {} file {} failed with: {}.", what, path, text.error()));
    return std::move(*text);
}

std::string trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n\v\f";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(blanks) - first + 1));
}

/// The first two fields of a line; a third one counts for nothing, as in the original.
std::pair<std::string, std::string> two_fields(std::string_view line,
                                               bool (*separates)(std::string_view, std::size_t)) {
    const auto end_of_field = [line, separates](std::size_t at) {
        while (at < line.size() && !separates(line, at)) ++at;
        return at;
    };
    const auto first = end_of_field(0);
    if (first == line.size()) return {trimmed(line), {}};
    return {trimmed(line.substr(0, first)), trimmed(line.substr(first + 1, end_of_field(first + 1) - first - 1))};
}

Result<boost::regex> compile(const std::string& pattern, const std::string& path, unsigned line) {
    try {
        return boost::regex(pattern, boost::regex::perl);
    } catch (const boost::regex_error& error) {
        return refuse(fmt::format("{}:{}: '{}' is no regular expression: {}", path, line, pattern, error.what()));
    }
}

/// Calls `use` for each line that has both fields. Errors: what `use` returns.
template <class Use>
Result<void> each_rule(std::string_view text, bool (*separates)(std::string_view, std::size_t), const Use& use) {
    for (unsigned number = 1; !text.empty(); ++number) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto [first, second] = two_fields(text.substr(0, end), separates);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (first.empty() || second.empty()) continue;
        if (auto used = use(number, first, second); !used) return used;
    }
    return {};
}

bool is_pipe(std::string_view line, std::size_t at) {
    return line[at] == '|';
}

/// A '/' behind a backslash belongs to the pattern.
bool is_slash(std::string_view line, std::size_t at) {
    return line[at] == '/' && (at == 0 || line[at - 1] != '\\');
}

/// A pattern that takes too long on some name does not fit it.
bool fits(const std::string& name, const boost::regex& pattern) {
    try {
        return boost::regex_search(name, pattern);
    } catch (const std::runtime_error&) {
        return false;
    }
}

}  // namespace

Result<ExcludeRules> ExcludeRules::read(const std::string& path) {
    const auto text = read_text(path, "exclude");
    if (!text) return std::unexpected(text.error());
    return parse(*text, path);
}

Result<ExcludeRules> ExcludeRules::parse(std::string_view text, const std::string& path) {
    ExcludeRules rules;
    const auto add = [&rules, &path](unsigned line, const std::string& name, const std::string& type) -> Result<void> {
        Rule rule;
        rule.type = type;
        rule.name = name;
        if (name.starts_with('~')) {
            auto pattern = compile(name.substr(1), path, line);
            if (!pattern) return std::unexpected(std::move(pattern.error()));
            rule.pattern = std::move(*pattern);
        }
        rules.rules_.push_back(std::move(rule));
        return {};
    };
    if (const auto done = each_rule(text, &is_pipe, add); !done) return std::unexpected(done.error());
    return rules;
}

bool ExcludeRules::exclude(const std::string& name, const std::string& type) const {
    return std::any_of(rules_.begin(), rules_.end(), [&name, &type](const Rule& rule) {
        return rule.type == type && (rule.pattern ? fits(name, *rule.pattern) : rule.name == name);
    });
}

Result<UnifyRules> UnifyRules::read(const std::string& path) {
    const auto text = read_text(path, "unify");
    if (!text) return std::unexpected(text.error());
    return parse(*text, path);
}

Result<UnifyRules> UnifyRules::parse(std::string_view text, const std::string& path) {
    UnifyRules rules;
    const auto add = [&rules, &path](unsigned line, const std::string& pattern,
                                     const std::string& name) -> Result<void> {
        auto compiled = compile(pattern, path, line);
        if (!compiled) return std::unexpected(std::move(compiled.error()));
        rules.rules_.push_back({std::move(*compiled), name});
        return {};
    };
    if (const auto done = each_rule(text, &is_slash, add); !done) return std::unexpected(done.error());
    return rules;
}

std::string UnifyRules::apply(std::string name) const {
    for (const auto& rule : rules_)
        if (fits(name, rule.pattern))
            name = boost::regex_replace(name, rule.pattern, rule.text, boost::regex_constants::format_literal);
    return name;
}

}  // namespace plugins::dropin
