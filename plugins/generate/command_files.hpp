// CheckCommands for Icinga 2 and commands for Nagios, from the table of options.
#pragma once

#include <string>

namespace plugins {

std::string icinga2_commands();
std::string nagios_commands();

/// A text as a string of Icinga 2's language.
std::string icinga2_literal(const std::string& text);
/// The same where `$` begins a macro: it is doubled.
std::string icinga2_text(std::string text);

}  // namespace plugins
