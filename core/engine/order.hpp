// Something that is to be done to a host: who asked for it, with which login, and what became of it.
#pragma once

#include <ipmi/audit.hpp>
#include <ipmi/client.hpp>

#include <chrono>
#include <variant>

namespace ipmi::engine {

struct Order {
    Target target{};  ///< with the host's control credential
    std::variant<PowerRequest, IdentifyRequest> what{};
    AuditEntry by{};  ///< who, from where, which action
};

/// Of a power order, or of identify: whether the lamp does as asked (see Client::identify).
using OrderAnswer = std::variant<PowerResult, bool>;

struct OrderResult {
    std::string host{};
    Result<OrderAnswer> answer{};
};

/// How fast many hosts are gone through.
struct OrderPace {
    std::size_t at_once = 1;
    std::chrono::milliseconds between_starts{};
};

/// Of the audit.
AuditStage stage_of(const Result<OrderAnswer>& answer);
std::string text_of(const Result<OrderAnswer>& answer);

}  // namespace ipmi::engine
