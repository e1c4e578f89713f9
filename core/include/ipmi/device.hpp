// What the BMC says of itself, its users and its LAN settings (read only). Numbers are as sent unless a unit stands
// beside them. Nothing here fails: errors are those of Client::device; what could not be read is empty.
#pragma once

#include <ipmi/sensor.hpp>
#include <ipmi/target.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ipmi {

/// Get Device ID. IPMI v2.0 rev 1.1, §20.1. Two machines with the same identity run the same firmware.
struct DeviceId {
    std::uint8_t device_id = 0;
    std::uint8_t device_revision = 0;
    bool provides_device_sdrs = false;
    bool update_in_progress = false;
    std::uint8_t firmware_major = 0;
    std::uint8_t firmware_minor = 0;  ///< binary-coded decimal, as sent
    std::uint8_t ipmi_version = 0;    ///< BCD, digits swapped: 02h is 2.0
    std::uint8_t additional_support = 0;  ///< bit 7 chassis … bit 0 sensor; table 20-2 byte 7
    std::uint32_t manufacturer_id = 0;    ///< IANA enterprise number, 20 bits
    std::uint16_t product_id = 0;
    std::array<std::uint8_t, 4> auxiliary_firmware{};
    bool operator==(const DeviceId&) const = default;
};

/// "9.08", from major and BCD minor.
std::string firmware_version(const DeviceId& id);

/// Get LAN Configuration Parameters. IPMI v2.0 rev 1.1, §23.2, table 23-4. Addresses are text as people write them.
struct LanSettings {
    std::uint8_t channel = 0;
    std::string ip_address{};
    std::string ip_source{};  ///< "static", "DHCP" …
    std::string subnet_mask{};
    std::string mac_address{};
    std::string gateway{};
    std::optional<std::uint16_t> vlan{};
    bool operator==(const LanSettings&) const = default;
};

/// Get User Access and Get User Name. IPMI v2.0 rev 1.1, §22.27 and §22.29.
struct UserSetting {
    std::uint8_t id = 0;  ///< 1 … 63
    std::string name{};
    bool enabled = false;
    std::optional<Privilege> privilege{};  ///< empty: no access
    bool operator==(const UserSetting&) const = default;
};

/// What `bmcscope info` shows.
struct DeviceReport {
    DeviceId id{};
    std::string manufacturer{};              ///< from the IANA number; empty where unknown
    std::array<std::uint8_t, 16> guid{};     ///< as sent; Get System GUID (§22.14), else Get Device GUID (§20.8)
    bool has_guid = false;
    std::optional<std::uint16_t> self_test{};  ///< 5500h: passed; §20.4
    std::string self_test_text{};
    std::optional<LanSettings> lan{};
    std::vector<UserSetting> users{};
    std::vector<std::string> quirks{};       ///< detected by symptom, in words
    std::vector<std::string> warnings{};
    PollStatistics statistics{};
};

}  // namespace ipmi
