#include "api/event_audience.hpp"

#include "api/permission.hpp"

namespace ipmi::api {

EventAudience::EventAudience(const Asked& asked, std::optional<std::set<std::string>> hosts)
    : context_(asked.context),
      set_(asked.parameters.text("set")),
      hosts_(std::move(hosts)),
      allowed_(still_allowed(asked)) {}

std::expected<EventAudience, Answer> EventAudience::of(const Asked& asked) {
    auto hosts = hosts_told(asked);
    if (!hosts) return std::unexpected(std::move(hosts.error()));
    return EventAudience(asked, std::move(*hosts));
}

bool EventAudience::renew() {
    if (!allowed_()) return false;
    // Without a set it hears of all that its rights let it see, and these are the same.
    if (!set_ || !context_.inventory_now) return true;
    auto inventory = context_.inventory_now();
    if (inventory == context_.inventory) return true;
    context_.inventory = std::move(inventory);
    const auto names = visible_names(context_, set_);
    if (!names) return false;
    std::set<std::string> hosts(names->begin(), names->end());
    for (const auto& host : *hosts_)
        if (!context_.inventory->hosts().contains(host)) hosts.insert(host);
    hosts_ = std::move(hosts);
    return true;
}

bool EventAudience::hears(const Event& event) const {
    return event.kind != EventKind::audit || context_.actor.rights->reads_audit_of(event.host);
}

}  // namespace ipmi::api
