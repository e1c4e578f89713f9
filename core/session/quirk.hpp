// What a BMC does otherwise than the specification says, found by its symptom and never asked of the operator.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace ipmi::session {

/// Bits are stored on disk per firmware: append only.
enum class Quirk : std::uint32_t {
    privilege_zero = 1u << 0,         ///< Open Session Response names privilege 0 (ipmi_sim, Supermicro X8)
    role_of_open_session = 1u << 1,   ///< RAKP codes are computed with the privilege of Open Session (Dell C5220)
    role_without_lookup = 1u << 2,    ///< RAKP codes leave out the look-up bit of the role
    long_check_value = 1u << 3,       ///< RAKP 4 carries a longer check value than its suite has
    long_auth_code = 1u << 4,         ///< packets carry a longer AuthCode than their suite has (Peppercon firmware)
    sixteen_byte_pad = 1u << 5,       ///< confidentiality pads of 16 bytes, as OpenSSL would pad
    password_truncated = 1u << 6,     ///< only the first 16 bytes of the password count
    short_sensor_reading = 1u << 7,   ///< Get Sensor Reading without state bytes
    whole_record_refused = 1u << 8,   ///< Get SDR with FFh bytes answers CAh
    reservation_lost = 1u << 9,       ///< SDR reservations are cancelled while reading
    one_at_a_time = 1u << 10,         ///< a second request outstanding is dropped or refused
    set_privilege_needed = 1u << 11,  ///< reads need Set Session Privilege Level first
    spurious_replies = 1u << 12,      ///< replies that match no request
};

class Quirks {
public:
    void note(Quirk quirk) { bits_ |= static_cast<std::uint32_t>(quirk); }
    void forget(Quirk quirk) { bits_ &= ~static_cast<std::uint32_t>(quirk); }
    [[nodiscard]] bool has(Quirk quirk) const { return (bits_ & static_cast<std::uint32_t>(quirk)) != 0; }
    [[nodiscard]] std::uint32_t bits() const { return bits_; }
    static Quirks from_bits(std::uint32_t bits) {
        Quirks quirks;
        quirks.bits_ = bits;
        return quirks;
    }
    /// One sentence each, for `bmcscope info`.
    [[nodiscard]] std::vector<std::string> descriptions() const;
    bool operator==(const Quirks&) const = default;

private:
    std::uint32_t bits_ = 0;
};

}  // namespace ipmi::session
