#include "inventory/regular_expression.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <array>

#include "base/text.hpp"

namespace ipmi::inventory {
namespace {

constexpr std::size_t longest_expression = 256;
constexpr std::int64_t largest_program = 1 << 20;  // bytes; what needs more is refused when it is compiled
constexpr int most_groups = 10;                    // \0 to \9

re2::StringPiece piece(std::string_view text) {
    return {text.data(), text.size()};
}

}  // namespace

struct RegularExpression::Compiled {
    re2::RE2 pattern;
    re2::RE2::Anchor anchor;
    Compiled(std::string_view expression, const re2::RE2::Options& options, Extent extent)
        : pattern(piece(expression), options),
          anchor(extent == Extent::whole_text ? re2::RE2::ANCHOR_BOTH : re2::RE2::UNANCHORED) {}
};

std::expected<RegularExpression, std::string> RegularExpression::compile(std::string_view expression, Extent extent,
                                                                         Case letters) {
    if (expression.empty()) return std::unexpected(std::string("the regular expression is empty"));
    if (expression.size() > longest_expression)
        return std::unexpected(fmt::format("the regular expression is longer than {} bytes", longest_expression));
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(largest_program);
    options.set_case_sensitive(letters == Case::heeded);
    auto compiled = std::make_shared<Compiled>(expression, options, extent);
    if (!compiled->pattern.ok())
        return std::unexpected(
            fmt::format("the regular expression is not valid: {}", clean_text(compiled->pattern.error())));
    RegularExpression made;
    made.compiled_ = std::move(compiled);
    return made;
}

bool RegularExpression::matches(const std::string& text) const {
    return compiled_->pattern.Match(text, 0, text.size(), compiled_->anchor, nullptr, 0);
}

std::string RegularExpression::replace(const std::string& text, std::string_view replacement) const {
    std::array<re2::StringPiece, most_groups> matched;
    const int groups = std::min(most_groups, 1 + compiled_->pattern.NumberOfCapturingGroups());
    if (!compiled_->pattern.Match(text, 0, text.size(), compiled_->anchor, matched.data(), groups)) return text;
    const auto before = static_cast<std::size_t>(matched[0].data() - text.data());
    std::string out = text.substr(0, before);
    for (std::size_t i = 0; i < replacement.size(); ++i) {
        const bool escape = replacement[i] == '\\' && i + 1 < replacement.size();
        if (!escape) {
            out += replacement[i];
            continue;
        }
        const char next = replacement[++i];
        if (next >= '1' && next <= '9')
            out += matched[static_cast<std::size_t>(next - '0')].as_string();
        else
            out += next;
    }
    return clean_text(out + text.substr(before + matched[0].size()));
}

}  // namespace ipmi::inventory
