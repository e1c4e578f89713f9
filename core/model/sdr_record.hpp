// One raw SDR record, field by field, checked before anything believes it. No texts, no library: what the fields mean
// is sdr_decode's part. IPMI v2.0 rev 1.1, §43.
#pragma once

#include <ipmi/result.hpp>
#include <ipmi/sensor.hpp>

#include <string>
#include <variant>

#include "base/bytes.hpp"
#include "model/conversion.hpp"
#include "model/freeipmi_texts.hpp"

namespace ipmi::model {

inline constexpr std::size_t sdr_header_size_bytes = 5;

struct SdrHeader {
    std::uint16_t record_id = 0;
    std::uint8_t version = 0;  ///< 51h; 01h in IPMI 1.0
    std::uint8_t type = 0;     ///< 01h full, 02h compact, 03h event-only, 10h-12h locators, C0h OEM
    std::uint8_t length = 0;   ///< bytes that follow the header
};

/// How one record stands for several sensors. §43.2, bytes 24 and 25.
struct Sharing {
    std::uint8_t count = 1;
    bool alphabetic = false;  ///< suffix A, B … instead of a number
    std::uint8_t first_suffix = 0;
    bool entity_instance_counts = false;  ///< each sensor has the next entity instance
};

/// Record types 01h, 02h and 03h.
struct SensorRecord {
    SensorKey key{};
    std::uint8_t entity_id = 0;
    std::uint8_t entity_instance = 0;
    std::uint8_t capabilities = 0;  ///< byte 12: threshold and hysteresis access
    std::uint8_t type = 0;
    std::uint8_t event_reading_type = 0;
    std::uint16_t assertion_mask = 0;
    std::uint16_t deassertion_mask = 0;
    std::uint16_t reading_mask =
        0;  ///< discrete: states; threshold sensors: readable in the low byte, settable in the high
    UnitBytes unit{};
    Conversion conversion{};
    std::uint8_t analog_flags = 0;  ///< byte 31: nominal, normal maximum, normal minimum are specified
    std::uint8_t nominal = 0;
    std::uint8_t normal_maximum = 0;
    std::uint8_t normal_minimum = 0;
    std::uint8_t sensor_maximum = 0;
    std::uint8_t sensor_minimum = 0;
    std::array<std::uint8_t, threshold_count> thresholds{};  ///< raw, in the order of ThresholdKind
    std::uint8_t positive_hysteresis = 0;
    std::uint8_t negative_hysteresis = 0;
    bool full = false;
    bool event_only = false;
    Sharing sharing{};
    std::string name{};
};

/// Record types 10h, 11h and 12h.
struct LocatorRecord {
    Locator locator{};  ///< entity name is not filled in
};

/// A type that is counted and not decoded (OEM, entity associations, BMC message channel …).
struct OtherRecord {};

struct SdrRecord {
    SdrHeader header{};
    std::variant<OtherRecord, SensorRecord, LocatorRecord> body{};
};

/// `record` as Get SDR returns it: five bytes of header and the body. Bytes after the stated length are ignored.
/// Errors: malformed.
Result<SdrRecord> parse_sdr(ByteView record);

}  // namespace ipmi::model
