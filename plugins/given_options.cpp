#include "given_options.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>

#include "extra_opts.hpp"
#include "option_table.hpp"

namespace plugins {
namespace {

using Takes = OptionRow::Takes;

constexpr const char* exit_codes =
    "Exit codes: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN (usage, --help and --version too).\n"
    "A RANGE alerts outside [start:]end, inside with @ before it; ~ is no start: 80, 5:80, ~:80, @10:20.";

struct Reader {
    std::map<std::string, std::vector<std::string>, std::less<>> texts{};
    std::map<std::string, int, std::less<>> flags{};
};

void fill(CLI::App& app, Mode mode, Reader& reader) {
    app.set_help_flag();
    app.add_flag("-h,--help", reader.flags["help"], "this text")->group("Words");
    app.add_flag("-V,--version", reader.flags["version"], "the version")->group("Words");
    for (const auto& row : option_table()) {
        if ((row.modes & bit(mode)) == 0) continue;
        const std::string names(row.names);
        const std::string help(row.help);
        const std::string key(key_of(row));
        CLI::Option* option = nullptr;
        if (row.takes == Takes::nothing) {
            option = app.add_flag(names, reader.flags[key], help);
        } else {
            option = app.add_option(names, reader.texts[key], help)->type_name(std::string(row.value));
            // One value for each time it is given: what follows belongs to the next option.
            option->allow_extra_args(false);
            if (row.takes == Takes::maybe_one) option->expected(0, 1);
            if (row.takes == Takes::one) option->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
        }
        option->group(std::string(row.group));
    }
    app.footer(exit_codes);
}

/// Options are named, other words are not: one may be the password that somebody put behind an option we do not have.
void refuse_strays(const std::vector<std::string>& strays) {
    if (strays.empty()) return;
    const auto option =
        std::find_if(strays.begin(), strays.end(), [](const std::string& word) { return word.starts_with('-'); });
    if (option == strays.end()) throw UsageError("there is a word that belongs to no option; --help lists the options");
    const bool is_long = option->starts_with("--");
    throw UsageError("unknown option " + (is_long ? option->substr(0, option->find('=')) : option->substr(0, 2)) +
                     "; --help lists the options");
}

}  // namespace

std::string help_text(Mode mode) {
    CLI::App app{purpose_of(mode), program_of(mode)};
    Reader reader;
    fill(app, mode, reader);
    return app.help();
}

GivenOptions GivenOptions::read(Mode mode, int argc, const char* const* argv) {
    CLI::App app{purpose_of(mode), program_of(mode)};
    Reader reader;
    fill(app, mode, reader);
    std::vector<std::string> words(argv + 1, argv + argc);
    GivenOptions given;
    for (auto& [key, value] : take_extra_opts(words, program_of(mode))) given.add(key, std::move(value));
    std::reverse(words.begin(), words.end());  // CLI11 takes them from the back
    try {
        app.allow_extras();  // so that what belongs to no option is told by us
        app.parse(std::move(words));
        refuse_strays(app.remaining());
    } catch (const CLI::ParseError& error) {
        throw UsageError(std::string(error.what()) + "; --help lists the options");
    }
    if (reader.flags["help"] > 0) throw TextAsked(help_text(mode));
    if (reader.flags["version"] > 0) throw TextAsked(std::string(program_of(mode)) + " " BMCSCOPE_VERSION "\n");
    for (auto& [key, values] : reader.texts)
        for (auto& value : values) given.add(key, std::move(value));
    for (const auto& [key, count] : reader.flags)
        for (int i = 0; i < count; ++i) given.add(key, "");
    return given;
}

std::size_t GivenOptions::times(std::string_view key) const {
    return all(key).size();
}

const std::string* GivenOptions::last(std::string_view key) const {
    const auto& values = all(key);
    return values.empty() ? nullptr : &values.back();
}

const std::vector<std::string>& GivenOptions::all(std::string_view key) const {
    static const std::vector<std::string> none;
    const auto at = values_.find(key);
    return at == values_.end() ? none : at->second;
}

}  // namespace plugins
