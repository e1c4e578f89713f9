#include "inventory/regular_expression.hpp"

#include <fmt/format.h>
#include <regex.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "base/text.hpp"

namespace ipmi::inventory {
namespace {

constexpr std::size_t longest_expression = 256;
constexpr int most_counted_repeats = 2;  // each multiplies the size of what regcomp builds

/// What would make matching or compiling explode: back-references are not regular, {n} unrolls.
const char* refused(std::string_view expression) {
    if (expression.empty()) return "the regular expression is empty";
    if (expression.size() > longest_expression) return "the regular expression is longer than 256 bytes";
    if (std::count(expression.begin(), expression.end(), '{') > most_counted_repeats)
        return "the regular expression counts repeats more than twice";
    for (std::size_t i = 0; i < expression.size(); ++i) {
        const auto digit = [&expression](std::size_t at) {
            return at < expression.size() && std::isdigit(static_cast<unsigned char>(expression[at])) != 0;
        };
        if (expression[i] == '\0') return "the regular expression has a zero byte";
        if (expression[i] == '\\' && digit(i + 1)) return "the regular expression refers back to a group";
        if (expression[i] == '\\')
            ++i;
        else if (expression[i] == '{')
            for (auto at = i + 1; at < expression.size() && expression[at] != '}'; ++at)
                if (digit(at) && digit(at + 1) && digit(at + 2))
                    return "the regular expression repeats more than 99 times";
    }
    return nullptr;
}

}  // namespace

struct RegularExpression::Compiled {
    regex_t pattern{};
    bool usable = false;
    Compiled() = default;
    Compiled(const Compiled&) = delete;
    Compiled& operator=(const Compiled&) = delete;
    ~Compiled() {
        if (usable) ::regfree(&pattern);
    }
};

std::expected<RegularExpression, std::string> RegularExpression::compile(std::string_view expression, Extent extent,
                                                                         Case letters) {
    if (const char* why = refused(expression)) return std::unexpected(std::string(why));
    auto compiled = std::make_shared<Compiled>();
    // The group keeps "a|b" together between the anchors; \1 is then the second.
    const auto text =
        extent == Extent::whole_text ? fmt::format("^({})$", expression) : fmt::format("({})", expression);
    const int flags = REG_EXTENDED | (letters == Case::ignored ? REG_ICASE : 0);
    const int outcome = ::regcomp(&compiled->pattern, text.c_str(), flags);
    if (outcome != 0) {
        std::array<char, 128> words{};
        ::regerror(outcome, &compiled->pattern, words.data(), words.size());
        return std::unexpected(fmt::format("the regular expression is not valid: {}", words.data()));
    }
    compiled->usable = true;
    RegularExpression made;
    made.compiled_ = std::move(compiled);
    return made;
}

bool RegularExpression::matches(const std::string& text) const {
    return ::regexec(&compiled_->pattern, text.c_str(), 0, nullptr, 0) == 0;
}

std::string RegularExpression::replace(const std::string& text, std::string_view replacement) const {
    std::array<regmatch_t, 11> matched{};
    if (::regexec(&compiled_->pattern, text.c_str(), matched.size(), matched.data(), 0) != 0) return text;
    const auto part = [&text](const regmatch_t& match) {
        if (match.rm_so < 0) return std::string();
        return text.substr(static_cast<std::size_t>(match.rm_so), static_cast<std::size_t>(match.rm_eo - match.rm_so));
    };
    std::string out = text.substr(0, static_cast<std::size_t>(matched[0].rm_so));
    for (std::size_t i = 0; i < replacement.size(); ++i) {
        const bool escape = replacement[i] == '\\' && i + 1 < replacement.size();
        if (!escape) {
            out += replacement[i];
            continue;
        }
        const char next = replacement[++i];
        if (next >= '1' && next <= '9')
            out += part(matched[static_cast<std::size_t>(next - '0') + 1]);
        else
            out += next;
    }
    // What is matched are bytes: "(.)" takes half of an umlaut.
    return clean_text(out + text.substr(static_cast<std::size_t>(matched[0].rm_eo)));
}

}  // namespace ipmi::inventory
