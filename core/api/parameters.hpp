// The query of a request ("?set=@rack1&limit=10"): which parameters a page takes, and their values, checked.
#pragma once

#include <cstdint>
#include <expected>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace ipmi::api {

/// One that a page takes.
struct Parameter {
    enum class Kind : std::uint8_t { text, number, choice };
    std::string_view name;
    std::string_view about;  ///< a sentence
    Kind kind = Kind::text;
    std::uint64_t least = 0;        ///< of a number
    std::string_view choices = {};  ///< "open|all"
};

class Parameters {
public:
    /// Percent-decoded (RFC 3986, §2.1; a + is a +). Errors: in words; a parameter that is not among `known`, that
    /// comes twice, or whose value is not of its kind.
    static std::expected<Parameters, std::string> parse(std::string_view target, std::span<const Parameter> known);

    /// Empty: was not given.
    [[nodiscard]] std::optional<std::string> text(std::string_view name) const;
    /// Of Kind::number.
    [[nodiscard]] std::optional<std::uint64_t> number(std::string_view name) const;

private:
    std::map<std::string, std::string, std::less<>> values_;
};

}  // namespace ipmi::api
