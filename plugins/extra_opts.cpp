#include "extra_opts.hpp"

#include <fmt/format.h>
#include <unistd.h>
#include <CLI/Config.hpp>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <sstream>

#include "given_options.hpp"
#include "inventory/secret_file.hpp"
#include "inventory/text_file.hpp"
#include "option_table.hpp"

namespace plugins {
namespace {

constexpr std::string_view option = "--extra-opts";
constexpr std::array login_keys{"user", "password", "privilege"};

std::string default_file() {
    static constexpr std::array files{"/etc/monitoring-plugins/monitoring-plugins.ini", "/etc/monitoring-plugins.ini",
                                      "/usr/local/etc/monitoring-plugins/monitoring-plugins.ini",
                                      "/etc/nagios-plugins.ini", "/etc/nagios/plugins.ini"};
    for (const auto* file : files)
        if (::access(file, F_OK) == 0) return file;
    throw UsageError(fmt::format("{}: there is no {}; name one: {}=SECTION@FILE", option, files.front(), option));
}

bool is_login(const std::string& key) {
    return std::find(login_keys.begin(), login_keys.end(), key) != login_keys.end();
}

const OptionRow* row_of(std::string_view key) {
    const auto table = option_table();
    const auto at = std::find_if(table.begin(), table.end(), [key](const OptionRow& row) {
        return key_of(row) == key || (key.size() == 1 && row.names.size() > 2 && row.names[0] == '-' &&
                                      row.names[1] == key[0] && row.names[2] == ',');
    });
    return at == table.end() ? nullptr : &*at;
}

std::string text_of(const std::string& file) {
    auto text = ipmi::inventory::read_text_file(file);
    if (!text) throw UsageError(fmt::format("{}: cannot read {}: {}", option, file, text.error()));
    return std::move(*text);
}

/// "section@file", "section", "@file", "".
void read_section(const std::string& wanted, std::string_view program,
                  std::vector<std::pair<std::string, std::string>>& found) {
    const auto at = wanted.find('@');
    const auto section = at == 0 || wanted.empty() ? std::string(program) : wanted.substr(0, at);
    const auto file = at == std::string::npos ? default_file() : wanted.substr(at + 1);
    std::istringstream text(text_of(file));
    std::vector<CLI::ConfigItem> items;
    try {
        items = CLI::ConfigINI().from_config(text);
    } catch (const CLI::Error& error) {
        throw UsageError(fmt::format("{}: {}: {}", option, file, error.what()));
    }
    bool there = false;
    for (const auto& item : items) {
        if (item.parents != std::vector<std::string>{section}) continue;
        there = true;
        if (item.name == "++" || item.name == "--") continue;  // how CLI11 tells where a section begins and ends
        const auto* row = row_of(item.name);
        const auto key = row != nullptr ? std::string(key_of(*row)) : item.name;
        if (row == nullptr && !is_login(key))
            throw UsageError(
                fmt::format("{}: {}: [{}] has '{}', which is no option", option, file, section, item.name));
        if (key == "password")
            if (const auto closed = ipmi::inventory::read_private_file(file); !closed)
                throw UsageError(fmt::format("{}: {}", option, closed.error().context));
        for (const auto& value : item.inputs) found.emplace_back(key, value);
        if (item.inputs.empty()) found.emplace_back(key, "");
    }
    if (!there) throw UsageError(fmt::format("{}: {} has no section [{}]", option, file, section));
}

}  // namespace

std::vector<std::pair<std::string, std::string>> take_extra_opts(std::vector<std::string>& words,
                                                                 std::string_view program) {
    std::vector<std::pair<std::string, std::string>> found;
    for (auto at = words.begin(); at != words.end();) {
        if (*at != option && !at->starts_with("--extra-opts=")) {
            ++at;
            continue;
        }
        read_section(at->size() > option.size() ? at->substr(option.size() + 1) : "", program, found);
        at = words.erase(at);
    }
    return found;
}

}  // namespace plugins
