// What the control socket can change on one BMC.
#include <array>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "base/hex.hpp"
#include "control.hpp"
#include "fault_fields.hpp"
#include "power.hpp"
#include "sensor_change.hpp"

namespace ipmi::sim {
namespace {

using nlohmann::json;

/// By name, or by number on LUN 0.
std::size_t sensor_index(const Profile& profile, const json& word) {
    const int index = word.is_string() ? profile.find_sensor(word.get<std::string>())
                                       : profile.find_sensor(0, word.get<std::uint8_t>());
    if (index < 0) throw std::runtime_error("no sensor " + word.dump());
    return static_cast<std::size_t>(index);
}

std::uint8_t raw_of(const SensorTemplate& sensor, const json& value) {
    if (!sensor.factors) throw std::runtime_error(sensor.name + " has no unit; use \"raw\" or \"states\"");
    return sensor.factors->raw(value.get<double>());
}

/// A mask, or a list of offsets.
std::uint16_t states_of(const json& value) {
    if (!value.is_array()) return value.get<std::uint16_t>();
    unsigned states = 0;
    for (const auto& offset : value) states |= 1u << (offset.get<unsigned>() & 15u);
    return static_cast<std::uint16_t>(states);
}

SelBytes record_of(const std::string& hex) {
    const auto bytes = from_hex(hex);
    SelBytes record{};
    if (!bytes || bytes->size() != record.size()) throw std::runtime_error("\"raw\" wants 16 bytes in hexadecimal");
    std::ranges::copy(*bytes, record.begin());
    return record;
}

/// {"sensor":…} or {"type":…,"number":…,"event_type":…}, and {"offset":…,"assert":…,"data":[2,3]}.
void add_event(Bmc& bmc, const json& request, Time now) {
    const auto data = request.value("data", std::vector<std::uint8_t>{0xff, 0xff});
    const std::array<std::uint8_t, 3> bytes{request.value("offset", std::uint8_t{0}),
                                            data.size() > 0 ? data[0] : std::uint8_t{0xff},
                                            data.size() > 1 ? data[1] : std::uint8_t{0xff}};
    const bool assertion = request.value("assert", true);
    if (request.contains("sensor")) {
        const auto& sensor = bmc.profile().sensors()[sensor_index(bmc.profile(), request["sensor"])];
        log_event(bmc, sensor, assertion, bytes, now);
        return;
    }
    const auto event_type = request.value("event_type", std::uint8_t{0x6f});
    log_event(bmc, request.at("type").get<std::uint8_t>(), request.value("number", std::uint8_t{0xff}),
              static_cast<std::uint8_t>(event_type | (assertion ? 0 : 0x80)), bytes, now);
}

}  // namespace

void control_reading(Bmc& bmc, const json& request, Time now) {
    const auto index = sensor_index(bmc.profile(), request.at("sensor"));
    const auto& sensor = bmc.profile().sensors()[index];
    const bool log = request.value("log", true);
    for (const auto& [word, value] : request.items()) {
        if (word == "value")
            set_raw(bmc, index, raw_of(sensor, value), log, now);
        else if (word == "raw")
            set_raw(bmc, index, value.get<std::uint8_t>(), log, now);
        else if (word == "states")
            set_states(bmc, index, states_of(value), log, now);
        else if (word == "unavailable")
            bmc.sensors.touch(bmc.profile(), index).unavailable = value.get<bool>();
        else if (word == "scanning")
            bmc.sensors.touch(bmc.profile(), index).scanning = value.get<bool>();
        else if (word == "events")
            bmc.sensors.touch(bmc.profile(), index).events = value.get<bool>();
        else if (word != "sensor" && word != "log")
            throw std::runtime_error("set_reading: no word \"" + word + "\"");
    }
}

void control_thresholds(Bmc& bmc, const json& request, Time now) {
    static constexpr std::array<std::string_view, 6> names{"lower_non_critical",    "lower_critical",
                                                           "lower_non_recoverable", "upper_non_critical",
                                                           "upper_critical",        "upper_non_recoverable"};
    const auto index = sensor_index(bmc.profile(), request.at("sensor"));
    const auto& sensor = bmc.profile().sensors()[index];
    unsigned mask = 0;
    std::array<std::uint8_t, 6> values{};
    for (const auto& [word, value] : request.items()) {
        const auto found = std::ranges::find(names, word);
        if (found != names.end()) {
            const auto i = static_cast<std::size_t>(found - names.begin());
            values[i] = raw_of(sensor, value);
            mask |= 1u << i;
        } else if (word != "sensor" && word != "log") {
            throw std::runtime_error("set_thresholds: no word \"" + word + "\"");
        }
    }
    set_thresholds(bmc, index, static_cast<std::uint8_t>(mask), values, request.value("log", true), now);
}

void control_log(Bmc& bmc, const json& request, Time now) {
    if (request.contains("id")) bmc.log.next_id = request["id"].get<std::uint16_t>();
    for (auto count = request.value("count", 1u); count > 0; --count) {
        if (request.contains("raw"))
            bmc.log.add(record_of(request["raw"].get<std::string>()), bmc.log_time(now));
        else
            add_event(bmc, request, now);
    }
}

void control_power(Bmc& bmc, const std::string& word, Time now) {
    advance_power(bmc, now);
    if (word == "on")
        power_on(bmc, RestartCause::power_button, now);
    else if (word == "off")
        power_off(bmc, now);
    else if (word == "cycle")
        power_cycle(bmc, now);
    else if (word == "reset")
        hard_reset(bmc, now);
    else if (word == "soft")
        soft_off(bmc, now);
    else if (word == "diagnostic_interrupt")
        diagnostic_interrupt(bmc, now);
    else if (word == "mains_cycle")
        mains_cycle(bmc, now);
    else
        throw std::runtime_error("power knows on, off, cycle, reset, soft, diagnostic_interrupt and mains_cycle");
}

void control_fault(Bmc& bmc, const json& request, Time now) {
    if (request.is_null()) return bmc.clear_faults();
    for (const auto& [word, value] : request.items()) {
        const bool wanted = !value.is_boolean() || value.get<bool>();
        if (word == "touch_sdr")
            bmc.sdr_changes += wanted;
        else if (word == "clock_reset" && wanted)
            bmc.set_log_time(0, now);
        else if (word == "unlock" && wanted)
            bmc.lockout.clear();
        else if (word == "cold_reset" && wanted)
            bmc.cold_reset(now);
        else if (word == "clock_reset" || word == "unlock" || word == "cold_reset")
            continue;
        else
            set_fault(bmc.edit_faults(), word, value);
    }
    bmc.apply_faults();
}

}  // namespace ipmi::sim
