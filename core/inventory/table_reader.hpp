// Takes typed values out of a TOML table. Sticky, as wire::Reader is: the first thing wrong is kept with its place,
// later calls yield nothing, one test at the end.
#pragma once

#include <ipmi/result.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "inventory/toml.hpp"

namespace ipmi::inventory {

/// Where something stands in a file; both count from 1.
struct Location {
    std::string file{};
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    bool operator==(const Location&) const = default;
};
/// "FILE:LINE:COLUMN".
std::string to_string(const Location& location);

/// A string value and where its first character stands. In a text with escapes or several lines characters do not stand
/// where they seem to: then `plain` is false and `where` is the start of the value.
struct Text {
    std::string value{};
    Location where{};
    bool plain = true;
};

class TableReader {
public:
    /// `name` is what the table is called in messages: "host.web01". Both references outlive the reader.
    TableReader(const std::string& file, const toml::table& table, std::string name);

    std::optional<Text> text(std::string_view key);
    /// A list of strings; empty where the key is missing.
    std::vector<Text> texts(std::string_view key);
    /// One string, or a list of them.
    std::vector<Text> text_or_texts(std::string_view key);
    /// true or false; empty where the key is missing.
    std::optional<bool> flag(std::string_view key);
    std::vector<std::uint8_t> bytes(std::string_view key, std::string_view what);
    /// An inner table; null where the key is missing.
    const toml::table* table(std::string_view key);
    std::optional<double> number(std::string_view key);
    /// The sub-tables of a table of tables ("host" holds "host.web01"), in the order of their names.
    std::vector<std::pair<Text, const toml::table*>> tables(std::string_view key);

    /// Where the key's value stands, or the table where it is missing.
    [[nodiscard]] Location where(std::string_view key) const;
    [[nodiscard]] Location where() const;
    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] bool has(std::string_view key) const { return table_.contains(key); }

    void refuse(const Location& at, std::string_view what);
    /// Has `read` take what it wants of an inner table, which is finished then; what is wrong there is wrong here.
    void inside(std::string_view key, const std::function<void(TableReader&)>& read);
    /// The keys that there are.
    [[nodiscard]] std::vector<std::string> keys() const;
    /// Takes over what went wrong in a sub-table.
    void adopt(Error problem) {
        if (!problem_) problem_ = std::move(problem);
    }
    /// Refuses every key that nobody asked for; suggests the one that was meant.
    void finish();
    [[nodiscard]] const std::optional<Error>& problem() const { return problem_; }

private:
    const toml::node* take(std::string_view key);
    Text located(const toml::value<std::string>& value) const;
    [[nodiscard]] Location location(const toml::source_region& region) const;

    const std::string& file_;
    const toml::table& table_;
    std::string name_;
    std::vector<std::string> known_;
    std::optional<Error> problem_;
};

}  // namespace ipmi::inventory
