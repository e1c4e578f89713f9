// From raw SDR records to the sensor table: names, units, thresholds, states and how bad each state is.
// IPMI v2.0 rev 1.1, §43; tables 42-1 to 42-3 through libfreeipmi.
#pragma once

#include <ipmi/device.hpp>
#include <ipmi/result.hpp>
#include <ipmi/sensor.hpp>

#include <span>

#include "base/bytes.hpp"

namespace ipmi::model {

/// `records` as Get SDR returns them, header included. A record that makes no sense is listed in SensorTable::skipped
/// and ends nothing. `device` chooses the vendor's texts; records_expected is set to the number of records given.
/// Errors: local (libfreeipmi is not installed).
Result<SensorTable> decode_sdr(std::span<const Bytes> records, const DeviceId& device);

/// Cuts records that lie one behind the other (a file, a device's dump). What cannot be cut any more is left out.
std::vector<Bytes> split_sdr(ByteView concatenated);

/// Thresholds as they stand in a record or a Get Sensor Thresholds response, in the sensor's unit. Only those whose bit
/// is set in `readable` (Get Sensor Thresholds order); all zero or unordered: none. IPMI v2.0 rev 1.1, §35.9.
Thresholds convert_thresholds(const Conversion& conversion, const std::array<std::uint8_t, threshold_count>& raw,
                              std::uint8_t readable);

/// Gives every sensor a label that no other has: the name; if shared, with the entity; if still shared, with the
/// number.
void assign_labels(std::vector<Sensor>& sensors);

}  // namespace ipmi::model
