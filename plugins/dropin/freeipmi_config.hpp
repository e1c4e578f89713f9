// The file of -f: FreeIPMI's configuration file, freeipmi.conf(5). A line is a name and a value; '#' begins a comment;
// a value with blanks stands in double quotes; a backslash takes the next character as it is.
#pragma once

#include "dropin/access.hpp"

namespace plugins::dropin {

/// Reads what an IPMI session needs. Settings of FreeIPMI's other programs are passed over; those of ipmi-sensors
/// ("ipmi-sensors-username") win over the general ones. Who else may read the file is a note, as FreeIPMI does not ask.
/// Errors: local, with file and line; never with a byte of a password.
ipmi::Result<Access> read_freeipmi_config(const std::string& path);

/// The same from text; `path` is for messages.
ipmi::Result<Access> parse_freeipmi_config(std::string_view text, const std::string& path);

}  // namespace plugins::dropin
