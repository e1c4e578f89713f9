// CheckCommands for Icinga 2 and commands for Nagios, from the table of options.
#pragma once

#include <string>

namespace plugins {

std::string icinga2_commands();
std::string nagios_commands();

/// A text as an Icinga 2 string literal; `$` begins a macro there and is doubled.
std::string icinga2_text(const std::string& text);

}  // namespace plugins
