#include "faults.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>
#include <utility>

namespace ipmi::sim {

Silence::Silence(std::string text) : text_(std::move(text)) {
    static constexpr std::array<std::string_view, 4> steps{"ping", "open_session", "rakp1", "rakp3"};
    everything_ = text_ == "*";
    if (everything_ || std::ranges::find(steps, text_) != steps.end()) return;
    const auto hex = [this](std::string_view part) {
        int value = -1;
        const auto end = part.data() + part.size();
        const auto result = std::from_chars(part.data(), end, value, 16);
        if (part.size() != 2 || result.ptr != end || result.ec != std::errc())
            throw std::runtime_error("not NN:CC, NN:*, *, ping, open_session, rakp1 or rakp3: " + text_);
        return value;
    };
    const std::string_view whole = text_;
    netfn_ = hex(whole.substr(0, 2));
    if (whole.size() < 4 || whole[2] != ':') hex("");
    if (whole.substr(3) != "*") command_ = hex(whole.substr(3));
}

bool Faults::is_silent(std::uint8_t netfn, std::uint8_t command) const {
    return std::ranges::any_of(silent, [&](const Silence& silence) { return silence.covers(netfn, command); });
}

bool Faults::is_silent(std::string_view step) const {
    return std::ranges::any_of(silent, [&](const Silence& silence) { return silence.covers(step); });
}

}  // namespace ipmi::sim
