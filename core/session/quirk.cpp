#include "session/quirk.hpp"

#include <array>
#include <utility>

namespace ipmi::session {

std::vector<std::string> Quirks::descriptions() const {
    static constexpr std::array<std::pair<Quirk, const char*>, 13> table{{
        {Quirk::privilege_zero, "names privilege 0 in the Open Session Response"},
        {Quirk::role_of_open_session, "computes RAKP codes with the privilege of Open Session"},
        {Quirk::role_without_lookup, "computes RAKP codes without the look-up bit of the role"},
        {Quirk::long_check_value, "sends a longer RAKP 4 check value than its suite has"},
        {Quirk::long_auth_code, "sends longer authentication codes than its suite has"},
        {Quirk::sixteen_byte_pad, "pads encrypted payloads by 16 bytes"},
        {Quirk::password_truncated, "uses only the first 16 bytes of the password"},
        {Quirk::short_sensor_reading, "ends Get Sensor Reading after the flags"},
        {Quirk::whole_record_refused, "refuses to send a whole SDR at once"},
        {Quirk::reservation_lost, "cancels SDR reservations while they are in use"},
        {Quirk::one_at_a_time, "takes one request at a time"},
        {Quirk::set_privilege_needed, "needs Set Session Privilege Level before it can be read"},
        {Quirk::spurious_replies, "sends replies that match no request"},
    }};
    std::vector<std::string> texts;
    for (const auto& [quirk, text] : table)
        if (has(quirk)) texts.emplace_back(text);
    return texts;
}

}  // namespace ipmi::session
