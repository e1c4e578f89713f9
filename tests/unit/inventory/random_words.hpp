// Random words of host sets, folded in every way, and expressions of them.
#pragma once

#include <array>
#include <random>
#include <string>

#include "unit/inventory/some_names.hpp"

namespace some {

class RandomWords {
public:
    static constexpr std::array operators{',', ',', '!', '&'};

    explicit RandomWords(std::mt19937& random) : random_(random) {}

    /// Every name that a word may stand for.
    static HostSet all_names() {
        HostSet all;
        for (const auto* word :
             {"n[0-99]", "n[00-99]", "n[000-099]", "db[0-99]", "db[00-99]", "db[000-099]", "r[0-4]n[00-09]"})
            all.merge(names_of(word));
        return all;
    }

    unsigned below(unsigned limit) { return static_cast<unsigned>(random_()) % limit; }

    /// "n7", "db[01-08/2,12]": padded or not, with and without steps.
    std::string row() {
        std::string text = below(4) == 0 ? "db" : "n";
        const auto width = 1 + below(3);
        if (below(5) == 0) return text + digits(below(10), width);
        text += "[";
        for (unsigned ranges = 1 + below(2); ranges > 0; --ranges) {
            const auto first = below(8);
            text += range(first, first + below(width == 1 ? 30 : 10 - first), width);
            if (ranges > 1) text += ",";
        }
        return text + "]";
    }

    /// "r[1-3]n[02-08/3]"
    std::string grid() {
        const auto first = below(4);
        const auto column = below(9);
        return "r[" + range(first, first + below(5 - first), 1) + "]n[" +
               range(column, column + below(10 - column), 2) + "]";
    }

    /// One term and up to `more` others, each made by `term`.
    template <class Term>
    std::string expression(unsigned more, Term term) {
        std::string text = term();
        for (auto terms = below(more + 1); terms > 0; --terms) {
            text += operators[below(operators.size())];
            text += term();
        }
        return text;
    }

private:
    static std::string digits(unsigned value, unsigned width) {
        auto number = std::to_string(value);
        if (width > 1 && number.size() < width) number.insert(0, width - number.size(), '0');
        return number;
    }
    std::string range(unsigned first, unsigned last, unsigned width) {
        auto text = digits(first, width);
        if (below(3) == 0) return text;
        text += "-" + digits(last, width);
        if (last > first && below(4) == 0) text += "/" + std::to_string(1 + below(3));
        return text;
    }

    std::mt19937& random_;
};

}  // namespace some
