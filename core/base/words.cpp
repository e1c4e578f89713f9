// Texts of the public words.
#include <ipmi/audit.hpp>
#include <ipmi/chassis.hpp>
#include <ipmi/device.hpp>
#include <ipmi/event.hpp>
#include <ipmi/fru.hpp>
#include <ipmi/sensor.hpp>
#include <ipmi/severity.hpp>
#include <ipmi/target.hpp>

#include <fmt/format.h>

#include <charconv>

namespace ipmi {
namespace {

// critical outranks unknown outranks warning outranks ok
int rank(Severity severity) {
    switch (severity) {
        case Severity::ok: return 0;
        case Severity::warning: return 1;
        case Severity::unknown: return 2;
        case Severity::critical: return 3;
    }
    return 2;
}

}  // namespace

Severity worse(Severity a, Severity b) {
    return rank(a) >= rank(b) ? a : b;
}

const char* to_string(Severity severity) {
    switch (severity) {
        case Severity::ok: return "ok";
        case Severity::warning: return "warning";
        case Severity::critical: return "critical";
        case Severity::unknown: return "unknown";
    }
    return "unknown";
}

std::optional<Severity> parse_severity(std::string_view text) {
    for (const auto severity : {Severity::ok, Severity::warning, Severity::critical, Severity::unknown})
        if (text == to_string(severity)) return severity;
    return std::nullopt;
}

const char* to_string(Reason reason) {
    switch (reason) {
        case Reason::none: return "none";
        case Reason::absent: return "absent";
        case Reason::scanning_disabled: return "scanning disabled";
        case Reason::host_off: return "host off";
        case Reason::not_responding: return "not responding";
        case Reason::no_permission: return "no permission";
        case Reason::foreign_owner: return "foreign owner";
        case Reason::undecodable: return "undecodable";
        case Reason::event_only: return "event only";
    }
    return "none";
}

const char* to_string(ThresholdKind kind) {
    switch (kind) {
        case ThresholdKind::lower_non_critical: return "lower non-critical";
        case ThresholdKind::lower_critical: return "lower critical";
        case ThresholdKind::lower_non_recoverable: return "lower non-recoverable";
        case ThresholdKind::upper_non_critical: return "upper non-critical";
        case ThresholdKind::upper_critical: return "upper critical";
        case ThresholdKind::upper_non_recoverable: return "upper non-recoverable";
    }
    return "threshold";
}

std::string to_string(const SensorKey& key) {
    return fmt::format("{}.{}.{}", key.owner, key.lun, key.number);
}

std::optional<SensorKey> parse_sensor_key(std::string_view text) {
    SensorKey key;
    const auto* at = text.data();
    const auto* const end = text.data() + text.size();
    for (auto* part : {&key.owner, &key.lun, &key.number}) {
        if (part != &key.owner && (at == end || *at++ != '.')) return std::nullopt;
        const auto [next, error] = std::from_chars(at, end, *part);
        if (error != std::errc()) return std::nullopt;
        at = next;
    }
    if (at != end) return std::nullopt;
    return key;
}

const char* to_string(Privilege privilege) {
    switch (privilege) {
        case Privilege::callback: return "callback";
        case Privilege::user: return "user";
        case Privilege::operator_: return "operator";
        case Privilege::administrator: return "administrator";
    }
    return "reserved";
}

const char* to_string(FruArea::Kind kind) {
    switch (kind) {
        case FruArea::Kind::chassis: return "chassis";
        case FruArea::Kind::board: return "board";
        case FruArea::Kind::product: return "product";
        case FruArea::Kind::internal_use: return "internal_use";
        case FruArea::Kind::multirecord: return "multirecord";
    }
    return "multirecord";
}

const char* to_string(PowerAction action) {
    switch (action) {
        case PowerAction::on: return "on";
        case PowerAction::off: return "off";
        case PowerAction::cycle: return "cycle";
        case PowerAction::reset: return "reset";
        case PowerAction::soft: return "soft";
        case PowerAction::diagnostic_interrupt: return "diagnostic_interrupt";
    }
    return "on";
}

const char* to_string(PowerState state) {
    return state == PowerState::on ? "on" : "off";
}

const char* to_string(PowerRestorePolicy policy) {
    switch (policy) {
        case PowerRestorePolicy::always_off: return "always_off";
        case PowerRestorePolicy::previous: return "previous";
        case PowerRestorePolicy::always_on: return "always_on";
        case PowerRestorePolicy::unknown: return "unknown";
    }
    return "unknown";
}

const char* to_string(Outcome outcome) {
    switch (outcome) {
        case Outcome::verified: return "verified";
        case Outcome::accepted_unverified: return "accepted_unverified";
        case Outcome::unknown: return "unknown";
        case Outcome::not_reached: return "not_reached";
    }
    return "unknown";
}

const char* to_string(EventKind kind) {
    switch (kind) {
        case EventKind::sensor: return "sensor";
        case EventKind::sel: return "sel";
        case EventKind::power: return "power";
        case EventKind::reachability: return "reachability";
        case EventKind::identify: return "identify";
        case EventKind::incident: return "incident";
        case EventKind::audit: return "audit";
        case EventKind::engine: return "engine";
    }
    return "engine";
}

const char* to_string(Lamp::Colour colour) {
    switch (colour) {
        case Lamp::Colour::off: return "off";
        case Lamp::Colour::green: return "green";
        case Lamp::Colour::amber: return "amber";
        case Lamp::Colour::red: return "red";
    }
    return "off";
}

const char* to_string(BootDevice device) {
    switch (device) {
        case BootDevice::none: return "none";
        case BootDevice::pxe: return "pxe";
        case BootDevice::disk: return "disk";
        case BootDevice::safe_mode_disk: return "safe_mode_disk";
        case BootDevice::diagnostic: return "diagnostic";
        case BootDevice::cdrom: return "cdrom";
        case BootDevice::bios_setup: return "bios_setup";
        case BootDevice::remote_floppy: return "remote_floppy";
        case BootDevice::remote_cdrom: return "remote_cdrom";
        case BootDevice::remote_media: return "remote_media";
        case BootDevice::remote_disk: return "remote_disk";
        case BootDevice::floppy: return "floppy";
        case BootDevice::unknown: return "unknown";
    }
    return "unknown";
}

Lamp lamp_of(std::optional<PowerState> power, Severity worst, bool identifying) {
    Lamp lamp;
    lamp.blinking = identifying;
    switch (worst) {
        case Severity::ok: lamp.colour = power == PowerState::on ? Lamp::Colour::green : Lamp::Colour::off; break;
        case Severity::warning:
        case Severity::unknown: lamp.colour = Lamp::Colour::amber; break;
        case Severity::critical: lamp.colour = Lamp::Colour::red; break;
    }
    return lamp;
}

std::string firmware_version(const DeviceId& id) {
    return fmt::format("{}.{:02x}", id.firmware_major & 0x7f, id.firmware_minor);
}

const Thresholds& SensorReport::thresholds_of(const Reading& reading) const {
    const auto at = live_thresholds.find(reading.sensor);
    return at == live_thresholds.end() ? table->sensors[reading.sensor].thresholds : at->second;
}

bool says_absent(const Sensor& sensor, const Reading& reading) {
    if (sensor.is_threshold() || reading.reason != Reason::none) return false;
    for (std::size_t offset = 0; offset < sensor.states.size(); ++offset)
        if ((reading.states >> offset & 1) != 0 && sensor.states[offset].absent) return true;
    return false;
}

std::vector<std::string> state_texts(const Sensor& sensor, const Reading& reading) {
    std::vector<std::string> texts;
    if (sensor.is_threshold() || reading.reason != Reason::none) return texts;
    for (std::size_t offset = 0; offset < 15; ++offset) {
        if ((reading.states >> offset & 1) == 0) continue;
        if (offset < sensor.states.size() && !sensor.states[offset].text.empty())
            texts.push_back(sensor.states[offset].text);
        else
            texts.push_back(fmt::format("state {}", offset));
    }
    return texts;
}

const char* to_string(AuditStage stage) {
    switch (stage) {
        case AuditStage::asked: return "asked";
        case AuditStage::done: return "done";
        case AuditStage::failed: return "failed";
        case AuditStage::unknown: return "unknown";
        case AuditStage::refused: return "refused";
    }
    return "unknown";
}

std::string to_text(const AuditEntry& entry) {
    auto text = entry.who;
    if (!entry.on_behalf_of.empty()) text += " for " + entry.on_behalf_of;
    text += fmt::format(": {}: ", entry.action);
    if (entry.result.empty()) return text + to_string(entry.stage);
    if (entry.stage == AuditStage::done) return text + entry.result;
    return text + fmt::format("{}: {}", to_string(entry.stage), entry.result);
}

}  // namespace ipmi
