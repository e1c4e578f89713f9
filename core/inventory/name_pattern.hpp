// A regular expression over host names. POSIX extended, and bounded: it comes from people, but also over an API.
#pragma once

#include <expected>
#include <memory>
#include <string>
#include <string_view>

namespace ipmi::inventory {

class NamePattern {
public:
    /// The error is one line for people.
    static std::expected<NamePattern, std::string> compile(std::string_view expression);
    /// The whole name, from its first to its last character.
    [[nodiscard]] bool matches(const std::string& name) const;

private:
    struct Compiled;
    std::shared_ptr<const Compiled> compiled_;
};

}  // namespace ipmi::inventory
