#include "inventory/host_set.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "inventory/fold.hpp"
#include "inventory/regular_expression.hpp"

namespace ipmi::inventory {
namespace {

constexpr std::size_t most_effort = 10 * largest_host_set;  // names looked at, repetitions included

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
bool is_operator(char c) {
    return c == ',' || c == '!' || c == '&';
}

class Parser {
public:
    Parser(std::string_view text, HostNames& names) : text_(text), names_(names) {}

    std::expected<HostSet, HostSetError> parse() {
        HostSet result;
        char operation = ',';
        while (true) {
            auto operand = parse_operand(operation);
            if (!operand) return operand;
            effort_ += operand->size();
            if (effort_ > most_effort) return wrong(1, "the host set names the same hosts too many times");
            combine(result, operation, std::move(*operand));
            skip_blanks();
            if (at_ == text_.size()) return result;
            if (!is_operator(text_[at_])) return wrong(column(), "a name has no blanks; ',' stands between two names");
            operation = take_operator();
        }
    }

private:
    [[nodiscard]] std::size_t column() const { return at_ + 1; }

    void skip_blanks() {
        while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
    }

    /// ",!" and ",&" are "!" and "&".
    char take_operator() {
        const char first = text_[at_++];
        skip_blanks();
        if (first == ',' && at_ < text_.size() && (text_[at_] == '!' || text_[at_] == '&')) return text_[at_++];
        return first;
    }

    /// Up to the next operator or blank outside of brackets, and past it never. In a regular expression, that of names
    /// or that behind "rack=", parentheses and braces shelter operators too, and a backslash the character behind it.
    std::string_view take_word() {
        const auto begin = at_;
        bool expression = text_[at_] == '~';
        bool may_be_attribute = !expression && text_[at_] != '@';
        int depth = 0;
        for (; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (may_be_attribute && c == '=') {
                may_be_attribute = false;
                depth = 0;
                expression = text_.substr(at_ + 1, 1) == "~";
            }
            if (expression && c == '\\' && at_ + 1 < text_.size()) {
                ++at_;
            } else if (c == '[' || (expression && (c == '(' || c == '{'))) {
                ++depth;
            } else if (c == ']' || (expression && (c == ')' || c == '}'))) {
                depth = std::max(depth - 1, 0);
            } else if (depth == 0 && (is_operator(c) || is_blank(c))) {
                break;
            }
        }
        return text_.substr(begin, at_ - begin);
    }

    std::expected<HostSet, HostSetError> parse_operand(char operation) {
        skip_blanks();
        const auto where = column();
        if (at_ == text_.size()) {
            if (where == 1 || text_.find_first_not_of(" \t\r\n") == text_.npos) return wrong(1, "no host is named");
            return wrong(where, fmt::format("a name is missing after '{}'", operation));
        }
        if (is_operator(text_[at_])) {
            if (text_[at_] != ',' && text_.substr(0, at_).find_first_not_of(" \t\r\n") == text_.npos)
                return wrong(where,
                             fmt::format("'{0}' has nothing before it; '@*{0}…' starts from all hosts", text_[at_]));
            return wrong(where, fmt::format("a name is missing before '{}'", text_[at_]));
        }
        const auto word = take_word();
        if (word.front() == '@') return group(word.substr(1), where + 1);
        if (word.front() == '~') return matching(word.substr(1), where);
        if (const auto sign = word.find('='); sign != word.npos)
            return having(word.substr(0, sign), word.substr(sign + 1), where);
        return named(word, where);
    }

    std::expected<std::vector<std::string>, HostSetError> expand(std::string_view word, std::size_t where) {
        auto names = expand_name(word, where, largest_host_set - spent_);
        if (names) spent_ += names->size();
        return names;
    }

    std::expected<HostSet, HostSetError> named(std::string_view word, std::size_t where) {
        const auto names = expand(word, where);
        if (!names) return std::unexpected(names.error());
        // An error names the first of those that are missing; folding a hundred thousand would take a second.
        constexpr std::size_t most_missing = 100;
        HostSet found;
        HostSet missing;
        bool more = false;
        for (const auto& name : *names) {
            if (names_.all().contains(name))
                found.insert(name);
            else if (missing.size() < most_missing)
                missing.insert(name);
            else
                more = true;
        }
        if (!missing.empty()) {
            auto folded = fold(missing);
            if (folded.size() > 80)
                folded = folded.substr(0, 77) + "…";
            else if (more)
                folded += ",…";
            return wrong(where, fmt::format("the inventory has no host '{}'", folded));
        }
        return found;
    }

    std::expected<HostSet, HostSetError> group(std::string_view word, std::size_t where) {
        if (word == "*") return names_.all();
        if (word.empty()) return wrong(where, "'@' wants a group's name behind it");
        const auto groups = expand(word, where);
        if (!groups) return std::unexpected(groups.error());
        HostSet found;
        for (const auto& name : *groups) {
            auto members = names_.group(name);
            if (!members) return wrong(where, members.error());
            found.merge(*members);
        }
        return found;
    }

    std::expected<HostSet, HostSetError> matching(std::string_view expression, std::size_t where) {
        const auto pattern = RegularExpression::compile(expression, RegularExpression::Extent::whole_text);
        if (!pattern) return wrong(where, pattern.error());
        HostSet found;
        for (const auto& name : names_.all())
            if (pattern->matches(name)) found.insert(found.end(), name);
        return found;
    }

    std::expected<HostSet, HostSetError> having(std::string_view name, std::string_view value, std::size_t where) {
        const auto behind = where + name.size() + 1;
        if (name.empty()) return wrong(where, "'=' wants an attribute's name before it, as in rack=r1");
        if (value.empty()) return wrong(behind, fmt::format("'{}=' wants a value behind it", clean_text(name, 80)));
        const auto hosts = names_.attribute(name);
        if (!hosts) return wrong(where, hosts.error());
        effort_ += (*hosts)->size();  // looked at, whether they have that value or not
        HostSet found;
        if (value.front() == '~') {
            const auto pattern = RegularExpression::compile(value.substr(1), RegularExpression::Extent::whole_text);
            if (!pattern) return wrong(behind, pattern.error());
            for (const auto& [host, its] : **hosts)
                if (pattern->matches(its)) found.insert(found.end(), host);
            return found;
        }
        for (const auto& [host, its] : **hosts)
            if (its == value) found.insert(found.end(), host);
        if (found.empty())
            return wrong(behind, fmt::format("no host has {}={}; a regular expression is written {}=~…", name,
                                             clean_text(value, 80), name));
        return found;
    }

    static void combine(HostSet& result, char operation, HostSet operand) {
        if (operation == ',') {
            result.merge(operand);
        } else {
            const bool keep = operation == '&';
            std::erase_if(result, [&operand, keep](const std::string& name) { return operand.contains(name) != keep; });
        }
    }

    std::string_view text_;
    HostNames& names_;
    std::size_t at_ = 0;
    std::size_t effort_ = 0;
    std::size_t spent_ = 0;  ///< names expanded so far: a short text must not cost much memory
};

}  // namespace

std::expected<HostSet, HostSetError> parse_host_set(std::string_view text, HostNames& names) {
    if (text.size() > longest_host_set)
        return wrong(1, fmt::format("a host set has at most {} bytes", longest_host_set));
    return Parser(text, names).parse();
}

}  // namespace ipmi::inventory
