#include "inventory/name_pattern.hpp"

#include <fmt/format.h>
#include <regex.h>

#include <algorithm>
#include <array>
#include <cctype>

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

struct NamePattern::Compiled {
    regex_t pattern{};
    bool usable = false;
    Compiled() = default;
    Compiled(const Compiled&) = delete;
    Compiled& operator=(const Compiled&) = delete;
    ~Compiled() {
        if (usable) ::regfree(&pattern);
    }
};

std::expected<NamePattern, std::string> NamePattern::compile(std::string_view expression) {
    if (const char* why = refused(expression)) return std::unexpected(std::string(why));
    auto compiled = std::make_shared<Compiled>();
    const auto whole = fmt::format("^({})$", expression);
    const int outcome = ::regcomp(&compiled->pattern, whole.c_str(), REG_EXTENDED | REG_NOSUB);
    if (outcome != 0) {
        std::array<char, 128> words{};
        ::regerror(outcome, &compiled->pattern, words.data(), words.size());
        return std::unexpected(fmt::format("the regular expression is not valid: {}", words.data()));
    }
    compiled->usable = true;
    NamePattern pattern;
    pattern.compiled_ = std::move(compiled);
    return pattern;
}

bool NamePattern::matches(const std::string& name) const {
    return ::regexec(&compiled_->pattern, name.c_str(), 0, nullptr, 0) == 0;
}

}  // namespace ipmi::inventory
