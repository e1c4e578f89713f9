#include "inventory/table_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>

#include "base/text.hpp"

namespace ipmi::inventory {
namespace {

/// How many letters must be put in, taken out or changed to make `b` of `a` (Levenshtein).
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0u);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const auto changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

std::string_view kind(const toml::node& node) {
    switch (node.type()) {
        case toml::node_type::table: return "a table";
        case toml::node_type::array: return "a list";
        case toml::node_type::string: return "a string";
        case toml::node_type::integer: return "a number";
        case toml::node_type::floating_point: return "a number";
        case toml::node_type::boolean: return "true or false";
        default: return "a date or time";
    }
}

}  // namespace

std::string to_string(const Location& location) {
    return fmt::format("{}:{}:{}", location.file, location.line, location.column);
}

TableReader::TableReader(const std::string& file, const toml::table& table, std::string name)
    : file_(file), table_(table), name_(std::move(name)) {}

Location TableReader::location(const toml::source_region& region) const {
    return {file_, static_cast<std::uint32_t>(region.begin.line), static_cast<std::uint32_t>(region.begin.column)};
}

Location TableReader::where() const {
    return location(table_.source());
}

Location TableReader::where(std::string_view key) const {
    const auto* node = table_.get(key);
    return node == nullptr ? where() : location(node->source());
}

void TableReader::refuse(const Location& at, std::string_view what) {
    if (!problem_) problem_ = Error{Errc::local, fmt::format("{}: {}", to_string(at), what), {}};
}

const toml::node* TableReader::take(std::string_view key) {
    known_.emplace_back(key);
    return problem_ ? nullptr : table_.get(key);
}

Text TableReader::located(const toml::value<std::string>& value) const {
    Text text{value.get(), location(value.source()), true};
    const auto& region = value.source();
    text.plain =
        region.begin.line == region.end.line && region.end.column - region.begin.column == text.value.size() + 2;
    if (text.plain) ++text.where.column;  // behind the quote
    return text;
}

std::optional<Text> TableReader::text(std::string_view key) {
    const auto* node = take(key);
    if (node == nullptr) return {};
    if (const auto* value = node->as_string()) return located(*value);
    refuse(location(node->source()), fmt::format("'{}' must be a string in quotes, not {}", key, kind(*node)));
    return {};
}

std::vector<Text> TableReader::texts(std::string_view key) {
    std::vector<Text> found;
    const auto* node = take(key);
    if (node == nullptr) return found;
    const auto* list = node->as_array();
    if (list == nullptr) {
        refuse(location(node->source()),
               fmt::format("'{0}' must be a list of strings, not {1}; write {0} = [\"…\"]", key, kind(*node)));
        return found;
    }
    for (const auto& element : *list) {
        if (const auto* value = element.as_string()) {
            found.push_back(located(*value));
        } else {
            refuse(location(element.source()),
                   fmt::format("'{}' must hold strings in quotes, not {}", key, kind(element)));
        }
    }
    return found;
}

std::vector<Text> TableReader::text_or_texts(std::string_view key) {
    const auto* node = table_.get(key);
    if (node != nullptr && node->is_array()) return texts(key);
    auto one = text(key);
    return one ? std::vector<Text>{std::move(*one)} : std::vector<Text>{};
}

std::optional<bool> TableReader::flag(std::string_view key) {
    const auto* node = take(key);
    if (node == nullptr) return {};
    if (const auto* value = node->as_boolean()) return value->get();
    refuse(location(node->source()), fmt::format("'{}' must be true or false, not {}", key, kind(*node)));
    return {};
}

std::vector<std::uint8_t> TableReader::bytes(std::string_view key, std::string_view what) {
    std::vector<std::uint8_t> found;
    const auto* node = take(key);
    if (node == nullptr) return found;
    const auto* list = node->as_array();
    if (list == nullptr) {
        refuse(location(node->source()),
               fmt::format("'{0}' must be a list of {1}, not {2}; write {0} = [17]", key, what, kind(*node)));
        return found;
    }
    for (const auto& element : *list) {
        const auto* value = element.as_integer();
        if (value == nullptr || value->get() < 0 || value->get() > 255)
            refuse(location(element.source()), fmt::format("'{}' must hold {} from 0 to 255", key, what));
        else
            found.push_back(static_cast<std::uint8_t>(value->get()));
    }
    return found;
}

const toml::table* TableReader::table(std::string_view key) {
    const auto* node = take(key);
    if (node == nullptr) return nullptr;
    if (const auto* inner = node->as_table()) return inner;
    refuse(location(node->source()), fmt::format("'{0}' must be a table; write {0} = {{ … }}", key));
    return nullptr;
}

void TableReader::inside(std::string_view key, const std::function<void(TableReader&)>& read) {
    const auto* inner = table(key);
    if (inner == nullptr) return;
    TableReader reader(file_, *inner, fmt::format("{}.{}", name_, key));
    read(reader);
    reader.finish();
    if (reader.problem()) adopt(*reader.problem());
}

std::vector<std::string> TableReader::keys() const {
    std::vector<std::string> keys;
    for (const auto& [key, node] : table_) keys.emplace_back(key.str());
    return keys;
}

std::optional<double> TableReader::number(std::string_view key) {
    const auto* node = take(key);
    if (node == nullptr) return {};
    if (const auto* integer = node->as_integer()) return static_cast<double>(integer->get());
    if (const auto* fraction = node->as_floating_point()) return fraction->get();
    refuse(location(node->source()), fmt::format("'{}' must be a number, not {}", key, kind(*node)));
    return {};
}

std::vector<std::pair<Text, const toml::table*>> TableReader::tables(std::string_view key) {
    std::vector<std::pair<Text, const toml::table*>> found;
    const auto* node = take(key);
    if (node == nullptr) return found;
    const auto* outer = node->as_table();
    if (outer == nullptr) {
        refuse(location(node->source()), fmt::format("'{0}' must be a table; write [{0}.NAME]", key));
        return found;
    }
    for (const auto& [name, inner] : *outer) {
        if (const auto* table = inner.as_table())
            found.emplace_back(Text{std::string(name.str()), location(name.source()), true}, table);
        else
            refuse(location(name.source()),
                   fmt::format("'{0}.{1}' must be a table; write [{0}.{1}]", key, clean_text(name.str(), 80)));
    }
    return found;
}

void TableReader::finish() {
    for (const auto& [key, node] : table_) {
        if (problem_) return;
        const auto name = key.str();
        if (std::find(known_.begin(), known_.end(), name) != known_.end()) continue;
        const auto nearest = std::min_element(known_.begin(), known_.end(), [name](const auto& a, const auto& b) {
            return distance(name.substr(0, 64), a) < distance(name.substr(0, 64), b);
        });
        std::string advice = fmt::format("known here: {}", fmt::join(known_, ", "));
        if (nearest != known_.end() && distance(name.substr(0, 64), *nearest) <= 2)
            advice = fmt::format("did you mean '{}'?", *nearest);
        const auto place = name_.empty() ? std::string() : fmt::format(" in [{}]", name_);
        refuse(location(key.source()), fmt::format("unknown key '{}'{}; {}", clean_text(name, 80), place, advice));
    }
}

}  // namespace ipmi::inventory
