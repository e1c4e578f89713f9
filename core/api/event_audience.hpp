// Whom the journal is told to, and so what of it: the hosts that were asked for, of those that may be seen, and of the
// audit what its own page would tell.
#pragma once

#include <ipmi/event.hpp>

#include <expected>
#include <functional>
#include <optional>
#include <set>
#include <string>

#include "api/route.hpp"

namespace ipmi::api {

class EventAudience {
public:
    /// Whoever asks, with the parameter "set". Errors: the answer to give.
    static std::expected<EventAudience, Answer> of(const Asked& asked);

    /// Before each look at the journal of one that goes on: another inventory may have other hosts in the set. A host
    /// that the inventory has lost stays, so that how it ends is told.
    /// False: its rights are others than at the beginning, or the set is none any more; it should ask anew.
    bool renew();
    /// Null: all, those that are gone too.
    [[nodiscard]] const std::set<std::string>* hosts() const { return hosts_ ? &*hosts_ : nullptr; }
    /// Of an event of these hosts.
    [[nodiscard]] bool hears(const Event& event) const;

private:
    EventAudience(const Asked& asked, std::optional<std::set<std::string>> hosts);

    Context context_;
    std::optional<std::string> set_;
    std::optional<std::set<std::string>> hosts_;
    std::function<bool()> allowed_;
};

}  // namespace ipmi::api
