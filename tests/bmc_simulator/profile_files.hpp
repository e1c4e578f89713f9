// Machines from files: an ipmi_sim command file, or SDRs as ipmitool's `sdr dump` writes them.
#pragma once

#include <string>

#include "profile.hpp"

namespace ipmi::sim {

/// A built-in name or a path. Throws std::runtime_error (which file, which line or offset, what is wrong).
/// healthy64: the default. healthy64_device_sdrs: the same without a repository. big320: 256 sensors more, on LUN 1.
Profile load_profile(const std::string& name);

/// The commands of OpenIPMI's ipmi_sim that describe SDRs, sensors, FRUs and log; those of other controllers are passed
/// over, unknown ones are an error.
Profile parse_emu(const std::string& text);
/// Records behind each other, each with its five byte header.
Profile parse_sdr_dump(ByteView bytes);

Bytes read_file(const std::string& path);

}  // namespace ipmi::sim
