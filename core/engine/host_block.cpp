#include "engine/host_block.hpp"

#include <algorithm>

namespace ipmi::engine {

const char* to_string(Reach reach) {
    switch (reach) {
        case Reach::not_asked: return "not asked yet";
        case Reach::answers: return "answers";
        case Reach::silent: return "silent";
    }
    return "silent";
}

const char* to_string(Part part) {
    switch (part) {
        case Part::sensors: return "sensors";
        case Part::chassis: return "chassis";
        case Part::sel: return "sel";
        case Part::dcmi_power: return "dcmi_power";
        case Part::device: return "device";
        case Part::fru: return "fru";
    }
    return "sensors";
}

const PartFailure* HostBlock::failure_of(Part part) const {
    const auto at = std::find_if(failed_parts.begin(), failed_parts.end(),
                                 [part](const PartFailure& failure) { return failure.part == part; });
    return at == failed_parts.end() ? nullptr : &*at;
}

void HostBlock::note_attempt(Part part, WallTime time, const std::optional<Error>& why) {
    std::erase_if(failed_parts, [part](const PartFailure& failure) { return failure.part == part; });
    if (why) failed_parts.push_back({part, time, *why});
}

Severity HostBlock::severity() const {
    if (reach != Reach::answers || !sensors) return Severity::unknown;
    return worse(sensors->value.severity, troubles.worst);
}

std::optional<PowerState> HostBlock::power() const {
    if (!chassis) return std::nullopt;
    return chassis->value.power;
}

Lamp HostBlock::lamp() const {
    const auto identify = chassis ? chassis->value.identify : IdentifyState::unknown;
    return lamp_of(power(), severity(),
                   identify == IdentifyState::temporary_on || identify == IdentifyState::indefinite_on);
}

}  // namespace ipmi::engine
