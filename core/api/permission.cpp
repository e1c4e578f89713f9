#include "api/permission.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace ipmi::api {

AuditEntry asked_by(const Actor& actor, std::string action, std::string host) {
    AuditEntry entry;
    entry.who = actor.who;
    entry.on_behalf_of = actor.on_behalf_of;
    entry.from = actor.from;
    entry.action = std::move(action);
    entry.host = std::move(host);
    return entry;
}

Answer no_such_host(const std::string& name) {
    return problem(404, "no such host", fmt::format("the inventory has no host '{}'", clean_text(name)));
}

std::optional<Answer> missing_role(const Context& context, Role role, const std::string& host,
                                   const std::string& action) {
    const auto& actor = context.actor;
    const auto has = host.empty() ? actor.rights->everywhere() : actor.rights->on(host);
    if (has >= role) return std::nullopt;
    const auto where = host.empty() ? std::string("all hosts") : clean_text(host);
    auto entry = asked_by(actor, action, host.empty() ? host : where);
    entry.stage = AuditStage::refused;
    entry.result = fmt::format("needs the role {} on {}, has {}", to_string(role), where, to_string(has));
    if (context.access == nullptr || context.access->may_fill_the_audit(actor)) context.engine.record(std::move(entry));
    if (!host.empty() && has == Role::none) return no_such_host(host);
    return problem(403, "not allowed",
                   fmt::format("{}: {} needs the role '{}' on {}; {} has '{}' there", action, actor.name(),
                               to_string(role), where, actor.name(), to_string(has)));
}

std::expected<engine::Snapshot::Block, Answer> visible_host(const Context& context, const std::string& name) {
    auto block = context.actor.rights->sees(name) ? context.engine.snapshot().find(name) : nullptr;
    if (!block) return std::unexpected(no_such_host(name));
    return block;
}

std::expected<std::vector<std::string>, std::string> visible_names(const Context& context,
                                                                   const std::optional<std::string>& set) {
    const auto& rights = *context.actor.rights;
    const auto wanted = set.value_or("@*");
    auto names = rights.sees_all() ? context.inventory->select(wanted)
                                   : context.inventory->select(
                                         wanted, [&rights](const std::string& host) { return rights.sees(host); });
    if (!names) return std::unexpected(names.error().context);
    return std::move(*names);
}

std::expected<std::optional<std::set<std::string>>, Answer> hosts_told(const Asked& asked) {
    const auto set = asked.parameters.text("set");
    if (!set && asked.context.actor.rights->sees_all()) return std::nullopt;
    const auto names = visible_names(asked.context, set);
    if (!names) return std::unexpected(problem(400, "bad host set", names.error()));
    return std::set<std::string>(names->begin(), names->end());
}

std::function<bool()> still_allowed(const Asked& asked) {
    const auto& context = asked.context;
    if (context.access == nullptr || !context.inventory_now) return [] { return true; };
    return
        [access = context.access, now = context.inventory_now, caller = asked.question.caller, before = context.actor] {
            const auto inventory = now();
            auto actor = access->caller(caller, inventory);
            if (!before.on_behalf_of.empty()) {
                auto other = access->for_other(std::move(actor), before.on_behalf_of, inventory);
                if (!other) return false;
                actor = std::move(*other);
            }
            return *actor.rights == *before.rights;
        };
}

}  // namespace ipmi::api
