// What is wrong with a BMC, or with the line to it. All off by default; set on the command line and over the control
// socket under the names of fault_fields.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"

namespace ipmi::sim {

/// Commands and login steps that get no answer.
class Silence {
public:
    /// "06:54" (network function and command, hexadecimal), "0a:*", "ping", "open_session", "rakp1", "rakp3", or "*"
    /// for everything. Throws std::runtime_error.
    explicit Silence(std::string text);
    [[nodiscard]] bool covers(std::uint8_t netfn, std::uint8_t command) const {
        return everything_ || (netfn_ == netfn && (command_ < 0 || command_ == command));
    }
    [[nodiscard]] bool covers(std::string_view step) const { return everything_ || (netfn_ < 0 && text_ == step); }
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    std::string text_;
    bool everything_ = false;
    int netfn_ = -1;
    int command_ = -1;
};

struct Faults {
    // The line. Each datagram on its own.
    Duration delay{};      ///< of every answer
    Duration jitter{};     ///< at most so much more
    double loss = 0;       ///< probability, each direction
    double duplicate = 0;  ///< of an answer
    double reorder = 0;    ///< an answer is held back until later ones have passed

    // A slow or busy controller.
    Duration service{};          ///< the time it works on one request; the next ones queue
    bool one_at_a_time = false;  ///< requests that come while it works are dropped
    bool node_busy = false;      ///< … or, with this, answered C0h
    std::vector<Silence> silent{};
    std::uint32_t drift = 0;              ///< analog readings wander so many counts either way, every ten seconds anew
    std::uint32_t max_read = 255;         ///< SDR and FRU reads of more bytes: CAh
    std::uint32_t lose_reservations = 0;  ///< so many of the next reads with a reservation find it cancelled
    bool sel_wrap = false;                ///< a full log drops its oldest record
    std::uint32_t sel_capacity = 0;       ///< records; 0: the profile's

    // Logins.
    std::uint32_t lockout = 0;  ///< failed logins of an account until it is locked; 0: never
    Duration lockout_time = std::chrono::minutes(5);
    bool open_session_privilege_0 = false;  ///< where the highest is asked for, privilege 0 is said back
    bool role_of_open_session = false;      ///< RAKP codes use the privilege of Open Session
    bool role_without_lookup = false;       ///< RAKP codes leave out the look-up bit
    bool password_truncated = false;        ///< only 16 bytes of a password count
    bool long_check_value = false;          ///< RAKP 4 carries the whole digest
    bool set_privilege_needed = false;      ///< sessions start without the right to read
    std::uint32_t wrong_rakp2 = 0;          ///< so many RAKP 2 prove nothing
    std::uint32_t wrong_rakp4 = 0;

    // Packets.
    std::uint32_t wrong_hmac = 0;       ///< so many of the next answers carry a wrong AuthCode
    bool long_auth_code = false;        ///< AuthCodes carry the whole digest
    bool sixteen_byte_pad = false;      ///< a full block of padding where none is needed
    bool short_sensor_reading = false;  ///< Get Sensor Reading ends after the flags
    double hostile_lengths = 0;         ///< probability that an answer's lengths lie

    [[nodiscard]] bool is_silent(std::uint8_t netfn, std::uint8_t command) const;
    [[nodiscard]] bool is_silent(std::string_view step) const;
    /// True once for each of `counter`.
    static bool spend(std::uint32_t& counter) { return counter > 0 && counter-- > 0; }
};

}  // namespace ipmi::sim
