#include "inventory/attributes.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "inventory/entries.hpp"
#include "inventory/table_reader.hpp"

namespace ipmi::inventory {
namespace {

constexpr std::size_t most_attributes = 32;  ///< of one host
constexpr std::size_t longest_attribute_name = 32;
constexpr std::size_t longest_attribute_value = 128;
constexpr std::size_t most_known = 10;  ///< names in one message

bool is_attribute_name(std::string_view text) {
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    return !text.empty() && text.size() <= longest_attribute_name && is_letter(text.front()) &&
           std::all_of(text.begin(), text.end(),
                       [&is_letter](char c) { return is_letter(c) || is_digit(c) || c == '-'; });
}

void read_all(TableReader& table, HostAttributes& found) {
    const auto names = table.keys();
    if (names.size() > most_attributes)
        table.refuse(table.where(), fmt::format("a host has at most {} attributes", most_attributes));
    for (const auto& name : names) {
        if (!is_attribute_name(name))
            table.refuse(table.where(name),
                         fmt::format("'{}' is not an attribute's name: at most {} letters, digits, '_' and '-', a "
                                     "letter or '_' first",
                                     clean_text(name, 80), longest_attribute_name));
        const auto value = table.text(name);
        if (!value) continue;
        if (value->value.empty() || value->value.size() > longest_attribute_value ||
            value->value != clean_text(value->value))
            table.refuse(value->where, fmt::format("'{}' must be a text of 1 to {} bytes on one line", name,
                                                   longest_attribute_value));
        found.emplace(name, value->value);
    }
}

}  // namespace

HostAttributes read_attributes(TableReader& outer) {
    HostAttributes found;
    outer.inside("attributes", [&found](TableReader& table) { read_all(table, found); });
    return found;
}

Attributes attributes_of(const Entries& entries) {
    Attributes all;
    for (const auto& [host, entry] : entries.hosts)
        for (const auto& [name, value] : entry.attributes) all[name].emplace(host, value);
    return all;
}

std::expected<const AttributeValues*, std::string> find_attribute(const Attributes& attributes, std::string_view name) {
    const auto at = attributes.find(name);
    if (at != attributes.end()) return &at->second;
    std::string known;
    std::size_t count = 0;
    for (const auto& [other, values] : attributes) {
        if (count++ == most_known) {
            known += ", …";
            break;
        }
        known += (known.empty() ? "; known are " : ", ") + other;
    }
    return std::unexpected(fmt::format("no host has the attribute '{}'{}", clean_text(name, 80), known));
}

}  // namespace ipmi::inventory
