#include "engine/order.hpp"

#include <fmt/format.h>

namespace ipmi::engine {
namespace {

AuditStage stage_of(Outcome outcome) {
    switch (outcome) {
        case Outcome::verified:
        case Outcome::accepted_unverified: return AuditStage::done;
        case Outcome::not_reached: return AuditStage::failed;
        case Outcome::unknown: return AuditStage::unknown;
    }
    return AuditStage::unknown;
}

const char* words_of(Outcome outcome) {
    switch (outcome) {
        case Outcome::verified: return "verified";
        case Outcome::accepted_unverified: return "accepted, unverified";
        case Outcome::not_reached: return "accepted, but not done";
        case Outcome::unknown: return "outcome unknown";
    }
    return "outcome unknown";
}

}  // namespace

AuditStage stage_of(const Result<OrderAnswer>& answer) {
    if (!answer) return answer.error().code == Errc::outcome_unknown ? AuditStage::unknown : AuditStage::failed;
    const auto* power = std::get_if<PowerResult>(&*answer);
    return power != nullptr ? stage_of(power->outcome) : AuditStage::done;
}

std::string text_of(const Result<OrderAnswer>& answer) {
    if (!answer) return answer.error().context;
    const auto* power = std::get_if<PowerResult>(&*answer);
    if (power == nullptr) return std::get<bool>(*answer) ? "done" : "done, for 255 s: it cannot stay on";
    std::string text = words_of(power->outcome);
    if (power->forced) text += ", by cutting the power";
    if (power->state) text += fmt::format("; the host is {}", to_string(*power->state));
    if (!power->note.empty()) text += fmt::format(" ({})", power->note);
    return text;
}

}  // namespace ipmi::engine
