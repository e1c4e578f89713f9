#include "generate/command_files.hpp"

#include <fmt/format.h>

#include "option_table.hpp"

namespace plugins {
namespace {

using Takes = OptionRow::Takes;

std::string icinga2_argument(const OptionRow& row) {
    const auto key = key_of(row);
    const auto variable = variable_of(row);
    std::string text = fmt::format("    \"--{}\" = {{\n", key);
    switch (row.takes) {
        case Takes::nothing: text += fmt::format("      set_if = \"${}$\"\n", variable); break;
        case Takes::maybe_one:
            text += fmt::format("      value = \"--{}=${}$\"\n      skip_key = true\n", key, variable);
            break;
        case Takes::one: text += fmt::format("      value = \"${}$\"\n", variable); break;
        case Takes::several: text += fmt::format("      value = \"${}$\"\n      repeat_key = true\n", variable); break;
    }
    if (!row.icinga_default.empty()) text += "      required = true\n";
    return text + fmt::format("      description = {}\n    }}\n", icinga2_literal(std::string(row.help)));
}

}  // namespace

std::string icinga2_literal(const std::string& text) {
    std::string out = "\"";
    for (const auto character : text) {
        if (character == '"' || character == '\\') out += '\\';
        if (static_cast<unsigned char>(character) >= 0x20) out += character;
    }
    return out + "\"";
}

std::string icinga2_text(std::string text) {
    for (std::size_t at = 0; (at = text.find('$', at)) != std::string::npos; at += 2) text.insert(at, "$");
    return icinga2_literal(text);
}

std::string icinga2_commands() {
    std::string text =
        "// bmcscope: the check commands, made by `check_bmc generate commands icinga2`.\n"
        "// Every option is a custom variable: --max-output is bmc_max_output, a list where it may be given several "
        "times.\n";
    for (const auto mode : all_modes) {
        text += fmt::format(
            "\n// {}\nobject CheckCommand \"{}\" {{\n  command = [ PluginDir + \"/{}\" ]\n  arguments = {{\n",
            purpose_of(mode), program_of(mode), program_of(mode));
        for (const auto& row : option_table())
            if ((row.modes & bit(mode)) != 0 && row.configurable) text += icinga2_argument(row);
        text += "  }\n";
        for (const auto& row : option_table())
            if ((row.modes & bit(mode)) != 0 && !row.icinga_default.empty())
                text += fmt::format("  vars.{} = \"{}\"\n", variable_of(row), row.icinga_default);
        text += "}\n";
    }
    return text;
}

std::string nagios_commands() {
    std::string text =
        "# bmcscope: the check commands, made by `check_bmc generate commands nagios`. Address, credentials and "
        "deadline are\n"
        "# custom variables of the host (bmcscope-services.cfg); $ARG1$ are further options, behind '!':\n"
        "#     check_command   check_bmc_sensors!--exclude 'FAN7' --powered-off warning\n";
    for (const auto mode : all_modes) {
        const auto whom = mode == Mode::group
                              ? std::string("--hosts '$ARG1$' $ARG2$")
                              : std::string(
                                    "--host '$_HOSTBMC_ADDRESS$' --credentials '$_HOSTBMC_CREDENTIALS$' --timeout "
                                    "'$_HOSTBMC_TIMEOUT$' $ARG1$");
        text += fmt::format("\n# {}\n", purpose_of(mode));
        for (const auto& row : option_table())
            if ((row.modes & bit(mode)) != 0 && row.configurable)
                text += fmt::format("#   --{}{}{}\n", key_of(row), row.value.empty() ? "" : " ", row.value);
        text += fmt::format("define command {{\n    command_name    {0}\n    command_line    $USER1$/{0} {1}\n}}\n",
                            program_of(mode), whom);
    }
    return text +
           "\n# A host of the inventory, whose entry knows address and login: check_bmc_host!sensors!--inventory "
           "/etc/bmcscope/inventory.toml\n"
           "define command {\n    command_name    check_bmc_host\n    command_line    $USER1$/check_bmc_$ARG1$ --host "
           "'$HOSTNAME$' $ARG2$\n}\n";
}

}  // namespace plugins
