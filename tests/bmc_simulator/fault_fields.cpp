#include "fault_fields.hpp"

#include <fmt/format.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <variant>

namespace ipmi::sim {
namespace {

using nlohmann::json;
using Member = std::variant<bool Faults::*, double Faults::*, std::uint32_t Faults::*, Duration Faults::*>;

struct Field {
    std::string_view name;  ///< ends in _ms or _s where the member is a duration
    Member member;
    std::string_view help;
};

constexpr Field fields[] = {
    {"delay_ms", &Faults::delay, "every answer comes so much later"},
    {"jitter_ms", &Faults::jitter, "and at most so much more"},
    {"loss", &Faults::loss, "probability that a datagram is lost, each direction"},
    {"duplicate", &Faults::duplicate, "probability that an answer comes twice"},
    {"reorder", &Faults::reorder, "probability that an answer is held back until later ones have passed"},
    {"service_ms", &Faults::service, "the time it works on one request; others queue"},
    {"one_at_a_time", &Faults::one_at_a_time, "requests that come while it works are dropped"},
    {"node_busy", &Faults::node_busy, "requests that come while it works are answered C0h"},
    {"drift", &Faults::drift, "analog readings wander so many counts either way"},
    {"max_read", &Faults::max_read, "SDR and FRU reads of more bytes are answered CAh"},
    {"lose_reservations", &Faults::lose_reservations, "so many of the next reads find their reservation cancelled"},
    {"sel_wrap", &Faults::sel_wrap, "a full log drops its oldest record"},
    {"sel_capacity", &Faults::sel_capacity, "records that the log holds"},
    {"lockout", &Faults::lockout, "failed logins until the account is locked"},
    {"lockout_s", &Faults::lockout_time, "how long it stays locked"},
    {"open_session_privilege_0", &Faults::open_session_privilege_0,
     "the Open Session Response says back the privilege asked for, 0 for the highest"},
    {"role_of_open_session", &Faults::role_of_open_session, "RAKP codes use the privilege of Open Session"},
    {"role_without_lookup", &Faults::role_without_lookup, "RAKP codes leave out the look-up bit"},
    {"password_truncated", &Faults::password_truncated, "only 16 bytes of a password count"},
    {"long_check_value", &Faults::long_check_value, "RAKP 4 carries the whole digest"},
    {"set_privilege_needed", &Faults::set_privilege_needed, "sessions start without the right to read"},
    {"wrong_rakp2", &Faults::wrong_rakp2, "so many of the next RAKP 2 prove nothing"},
    {"wrong_rakp4", &Faults::wrong_rakp4, "so many of the next RAKP 4 prove nothing"},
    {"wrong_hmac", &Faults::wrong_hmac, "so many of the next answers carry a wrong AuthCode"},
    {"long_auth_code", &Faults::long_auth_code, "AuthCodes carry the whole digest"},
    {"sixteen_byte_pad", &Faults::sixteen_byte_pad, "a block of padding where none is needed"},
    {"short_sensor_reading", &Faults::short_sensor_reading, "Get Sensor Reading ends after the flags"},
    {"hostile_lengths", &Faults::hostile_lengths, "probability that the lengths in an answer lie"},
};
constexpr std::string_view silent_name = "silent";

double unit_of(std::string_view name) {
    return name.ends_with("_ms") ? 1e-3 : 1;
}

void store(bool& member, const json& value, std::string_view) {
    member = value.get<bool>();
}
void store(std::uint32_t& member, const json& value, std::string_view) {
    if (!value.is_number_unsigned()) throw std::runtime_error("wants a count");
    member = value.get<std::uint32_t>();
}
void store(double& member, const json& value, std::string_view) {
    const double probability = value.is_boolean() ? (value.get<bool>() ? 1.0 : 0.0) : value.get<double>();
    if (!(probability >= 0 && probability <= 1)) throw std::runtime_error("wants a probability from 0 to 1");
    member = probability;
}
void store(Duration& member, const json& value, std::string_view name) {
    const std::chrono::duration<double> time(value.get<double>() * unit_of(name));
    if (!(time.count() >= 0 && time.count() <= 86400)) throw std::runtime_error("wants a time of at most a day");
    member = std::chrono::duration_cast<Duration>(time);
}

json shown(Duration time, std::string_view name) {
    return std::chrono::duration<double>(time).count() / unit_of(name);
}
template <class T>
json shown(const T& value, std::string_view) {
    return value;
}

}  // namespace

void set_fault(Faults& faults, std::string_view name, const json& value) {
    try {
        if (name == silent_name) {
            std::vector<Silence> silent;
            if (value.is_string())
                silent.emplace_back(value.get<std::string>());
            else
                for (const auto& each : value) silent.emplace_back(each.get<std::string>());
            faults.silent = std::move(silent);
            return;
        }
        for (const auto& field : fields) {
            if (field.name != name) continue;
            std::visit([&](auto member) { store(faults.*member, value, name); }, field.member);
            return;
        }
    } catch (const std::exception& error) {
        throw std::runtime_error(fmt::format("fault {}: {}", name, error.what()));
    }
    throw std::runtime_error(fmt::format("no fault of the name {}", name));
}

void set_faults(Faults& faults, std::string_view text) {
    while (!text.empty()) {
        const auto comma = text.find(',');
        const auto part = text.substr(0, comma);
        text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
        const auto equals = part.find('=');
        const auto name = part.substr(0, equals);
        if (equals == std::string_view::npos) {
            set_fault(faults, name, true);
            continue;
        }
        auto words = part.substr(equals + 1);
        if (name == silent_name) {
            auto list = json::array();
            while (!words.empty()) {
                const auto plus = words.find('+');
                list.push_back(std::string(words.substr(0, plus)));
                words = plus == std::string_view::npos ? std::string_view() : words.substr(plus + 1);
            }
            set_fault(faults, name, list);
            continue;
        }
        const auto value = json::parse(words, nullptr, false);
        if (value.is_discarded()) throw std::runtime_error(fmt::format("fault {}: not a value: {}", name, words));
        set_fault(faults, name, value);
    }
}

json to_json(const Faults& faults) {
    static const Faults healthy{};
    auto result = json::object();
    for (const auto& field : fields)
        std::visit(
            [&](auto member) {
                if (faults.*member != healthy.*member)
                    result[std::string(field.name)] = shown(faults.*member, field.name);
            },
            field.member);
    for (const auto& silence : faults.silent) result[std::string(silent_name)].push_back(silence.text());
    return result;
}

std::string fault_help() {
    auto text = fmt::format("  {:<26}{}\n", silent_name,
                            "no answer: NN:CC, NN:*, *, ping, open_session, rakp1, rakp3; joined by +");
    for (const auto& field : fields) text += fmt::format("  {:<26}{}\n", field.name, field.help);
    return text;
}

}  // namespace ipmi::sim
