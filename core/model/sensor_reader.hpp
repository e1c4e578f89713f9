// What one Get Sensor Reading answer means: a value or a reason, and how bad it is. No sockets, no library, no
// allocation. State and number never disagree: the severity comes from the value, not from the comparison bits the BMC
// sent beside it.
#pragma once

#include <ipmi/chassis.hpp>
#include <ipmi/sensor.hpp>

#include <optional>

#include "base/bytes.hpp"
#include "base/clock.hpp"

namespace ipmi::model {

/// What may differ from the SDR for one reading.
struct ReadingContext {
    WallTime time{};
    std::optional<PowerState> power{};       ///< where known, tells "host off" from "absent"
    const Thresholds* thresholds = nullptr;  ///< live ones (Get Sensor Thresholds); else the SDR's
    const Conversion* conversion = nullptr;  ///< of a non-linear sensor at this reading; else the SDR's
};

/// `body` starts after the completion code (Get Sensor Reading, IPMI v2.0 rev 1.1, §35.14); `index` is the sensor's
/// place in its table.
Reading judge(const Sensor& sensor, std::uint32_t index, std::uint8_t completion, ByteView body,
              const ReadingContext& context);

/// A sensor that was not asked, or did not answer.
Reading without_value(std::uint32_t index, Reason reason, WallTime time);

/// Why this sensor cannot be asked at all: it only sends events, or another controller owns it. none: ask.
Reason why_not_readable(const Sensor& sensor, std::uint8_t bmc_address = 0x20);

/// What a missing value means where nobody configured otherwise. Many sensors not responding are worse: see worst_of.
Severity default_severity(Reason reason);

/// The worst reading; unknown where more than a tenth of the sensors that were asked did not respond.
Severity worst_of(const std::vector<Reading>& readings);

/// The worst threshold at or beyond which `value` lies.
std::optional<ThresholdKind> crossed_threshold(const Thresholds& thresholds, double value);

}  // namespace ipmi::model
