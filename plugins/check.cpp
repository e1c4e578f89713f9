#include "check.hpp"

namespace plugins {

int rank(Severity state, StateOrder order) {
    const bool unknown_first = order == StateOrder::unknown_over_warning;
    switch (state) {
        case Severity::ok: return 0;
        case Severity::warning: return unknown_first ? 1 : 2;
        case Severity::unknown: return unknown_first ? 2 : 1;
        case Severity::critical: return 3;
    }
    return 2;
}

Severity worse(Severity a, Severity b, StateOrder order) {
    return rank(b, order) > rank(a, order) ? b : a;
}

Severity worst(const Check& check, StateOrder order) {
    auto state = check.state;
    for (const auto& child : check.children) state = worse(state, worst(child, order), order);
    return state;
}

int exit_code(Severity state) {
    switch (state) {
        case Severity::ok: return 0;
        case Severity::warning: return 1;
        case Severity::critical: return 2;
        case Severity::unknown: return 3;
    }
    return 3;
}

const char* state_name(Severity state) {
    switch (state) {
        case Severity::ok: return "OK";
        case Severity::warning: return "WARNING";
        case Severity::critical: return "CRITICAL";
        case Severity::unknown: return "UNKNOWN";
    }
    return "UNKNOWN";
}

}  // namespace plugins
