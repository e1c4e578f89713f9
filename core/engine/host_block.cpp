#include "engine/host_block.hpp"

namespace ipmi::engine {

const char* to_string(Reach reach) {
    switch (reach) {
        case Reach::not_asked: return "not asked yet";
        case Reach::answers: return "answers";
        case Reach::silent: return "silent";
    }
    return "silent";
}

Severity HostBlock::severity() const {
    if (reach != Reach::answers || !sensors) return Severity::unknown;
    return sensors->value.severity;
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
