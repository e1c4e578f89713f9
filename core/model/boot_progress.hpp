// How far the host's firmware has come, by its newest word in the SEL.
#pragma once

#include <ipmi/sel.hpp>

#include <span>
#include <string>

namespace ipmi::model {

/// Text of the newest System Firmware Progress record (sensor type 0Fh, IPMI v2.0 rev 1.1, table 42-3), "System
/// Firmware Progress: PCI resource configuration"; empty: the log has none.
std::string boot_progress(std::span<const SelRecord> records);

}  // namespace ipmi::model
