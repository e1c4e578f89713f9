// What lies in files: a FRU inventory, a dump of a SEL or of SDRs, decoded without a BMC in the same way as from one.
#pragma once

#include <ipmi/device.hpp>
#include <ipmi/fru.hpp>
#include <ipmi/result.hpp>
#include <ipmi/sel.hpp>
#include <ipmi/sensor.hpp>

#include <cstdint>
#include <memory>
#include <span>

namespace ipmi {

/// An inventory as `ipmitool fru read` or an EEPROM programmer leaves it. Never fails: what is wrong is a warning of
/// the FRU or of its area. Platform Management FRU Information Storage Definition v1.0 rev 1.3.
Fru decode_fru_image(std::span<const std::uint8_t> image);

/// Records of 16 bytes one behind the other (`ipmitool sel writeraw`). `device` chooses the vendor's texts; `table`
/// gives sensors their names and units and may be empty. The info holds the number of records; bytes that are no whole
/// record are a warning. IPMI v2.0 rev 1.1, table 32-1. Errors: malformed (not one record); local (libfreeipmi is not
/// installed).
Result<SelReport> decode_sel_image(std::span<const std::uint8_t> image, const DeviceId& device = {},
                                   std::shared_ptr<const SensorTable> table = nullptr);

/// SDRs one behind the other, each with its header (`ipmitool sdr dump`). IPMI v2.0 rev 1.1, §43.
/// Errors: malformed (not one record); local (libfreeipmi is not installed).
Result<SensorTable> decode_sdr_image(std::span<const std::uint8_t> image, const DeviceId& device = {});

}  // namespace ipmi
