#include "dropin/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstring>
#include <string_view>

#include "dropin/option_table.hpp"

namespace plugins::dropin {
namespace {

using ipmi::Errc;
using ipmi::Error;
using ipmi::Result;

std::unexpected<Error> wrong(std::string text) {
    return std::unexpected(Error{Errc::local, std::move(text), {}});
}

/// A password written to the -P without a gap must not be shown.
std::string unknown_option(std::string_view name) {
    if (name.starts_with('P') || name.starts_with("pa"))
        return "Unknown option: the password is a word of its own behind -P";
    return fmt::format("Unknown option: {}", name);
}

/// The option meant by a name: that name itself, or the only one of the original that begins so.
Result<const OptionEntry*> find(std::string_view name) {
    const OptionEntry* found = nullptr;
    bool ambiguous = false;
    for (const auto& entry : option_table()) {
        if (name == entry.name || name == entry.also) return &entry;
        if (entry.ours || !(entry.name.starts_with(name) || entry.also.starts_with(name))) continue;
        ambiguous = ambiguous || found != nullptr;
        found = &entry;
    }
    if (found == nullptr) return wrong(unknown_option(name));
    if (ambiguous) return wrong(fmt::format("Option {} is ambiguous", name));
    return found;
}

bool is_number(std::string_view text) {
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

/// Overwrites a value where it stands, in the memory that /proc/PID/cmdline shows.
void hide(char* value) {
    std::memset(value, '*', std::strlen(value));
}

class WordReader {
public:
    WordReader(int argc, char** argv) : argv_(argv, argv + argc) {}

    Result<Words> read() {
        while (next_ < argv_.size()) {
            if (auto problem = read_one(argv_[next_++])) return std::unexpected(std::move(*problem));
        }
        return std::move(words_);
    }

private:
    std::optional<Error> read_one(char* word) {
        const std::string_view text(word);
        if (text == "--" && next_ == argv_.size()) return std::nullopt;
        if (!text.starts_with('-') || text == "-" || text == "--") return unexpected_word();
        const auto dashes = text.starts_with("--") ? 2u : 1u;
        const auto equals = text.find('=', dashes);
        const auto found = find(text.substr(dashes, equals == std::string_view::npos ? equals : equals - dashes));
        if (!found) return found.error();
        return take_value(**found, equals == std::string_view::npos ? nullptr : word + equals + 1);
    }

    std::optional<Error> take_value(const OptionEntry& entry, char* value) {
        if (entry.value == Value::none) {
            if (value != nullptr)
                return Error{Errc::local, fmt::format("Option {} does not take an argument", entry.name), {}};
            words_.words.push_back(plain_word(entry.name));
            return std::nullopt;
        }
        const bool missing = value != nullptr ? *value == '\0' : next_ >= argv_.size();
        if (missing) return Error{Errc::local, fmt::format("Option {} requires an argument", entry.name), {}};
        if (value == nullptr) value = argv_[next_++];
        if (entry.name == "password") {
            words_.password = ipmi::Secret(value);
            hide(value);
            return std::nullopt;
        }
        if (entry.value == Value::number && !is_number(value))
            return Error{Errc::local,
                         fmt::format("Value \"{}\" invalid for option {} (number expected)", value, entry.name),
                         {}};
        words_.words.push_back(fmt::format("--{}={}", entry.name, value));
        return std::nullopt;
    }

    /// The last one of -v, -vv and -vvv counts, whatever their order.
    static std::string plain_word(std::string_view name) {
        if (name == "verbosity") return "--verbosity=1";
        if (name == "vv") return "--verbosity=2";
        if (name == "vvv") return "--verbosity=3";
        return fmt::format("--{}", name);
    }

    /// Not shown: it may be the end of a password with a blank in it.
    [[nodiscard]] std::optional<Error> unexpected_word() const {
        return Error{Errc::local, fmt::format("Word {} of the command line belongs to no option", next_ - 1), {}};
    }

    std::vector<char*> argv_;
    std::size_t next_ = 1;
    Words words_;
};

}  // namespace

ipmi::Result<Words> read_words(int argc, char** argv) {
    return WordReader(argc, argv).read();
}

}  // namespace plugins::dropin
