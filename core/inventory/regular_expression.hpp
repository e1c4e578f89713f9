// A regular expression over names and texts, in the syntax of RE2 (Perl's without what would need going back). It comes
// from people, but also over an API, and what it is held against comes from BMCs: matching takes time in proportion to the
// text, compiling a bounded amount of memory. (regcomp of the C library doubles what it builds with each "+" of "a++++".)
#pragma once

#include <expected>
#include <memory>
#include <string>
#include <string_view>

namespace ipmi::inventory {

class RegularExpression {
public:
    enum class Extent { anywhere, whole_text };
    enum class Case { heeded, ignored };

    /// The error is one line for people.
    static std::expected<RegularExpression, std::string> compile(std::string_view expression, Extent extent,
                                                                 Case letters = Case::heeded);
    [[nodiscard]] bool matches(const std::string& text) const;
    /// The first match replaced; \1 to \9 in `replacement` stand for what the groups matched, \\ for a backslash.
    /// The result is valid UTF-8 and at most 256 bytes long.
    [[nodiscard]] std::string replace(const std::string& text, std::string_view replacement) const;

private:
    struct Compiled;
    std::shared_ptr<const Compiled> compiled_;
};

}  // namespace ipmi::inventory
