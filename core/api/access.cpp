#include "api/access.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace ipmi::api {
namespace {

constexpr auto kept_for = std::chrono::seconds(20);
constexpr std::size_t most_known = 1024;
constexpr unsigned most_refusals_a_minute = 30;
constexpr std::size_t longest_user = 256;

}  // namespace

template <class LookUp>
const Access::Known& Access::know(const std::string& key, bool owns_engine, const SharedInventory& inventory,
                                  LookUp look_up) {
    const auto now = Clock::now();
    if (known_.size() >= most_known && !known_.contains(key)) known_.clear();
    auto& known = known_[key];
    const bool stale = known.until <= now;
    if (stale) {
        known.user = look_up();
        known.until = now + kept_for;
    }
    if (stale || known.inventory != inventory) {
        known.inventory = inventory;
        auto rights =
            owns_engine ? Rights::of_owner(known.user, inventory->roles()) : Rights::of(known.user, inventory->roles());
        // A stream compares them with those that it began with.
        if (!known.rights || *known.rights != rights) known.rights = std::make_shared<const Rights>(std::move(rights));
    }
    return known;
}

Actor Access::caller(const Caller& caller, const SharedInventory& inventory) {
    Actor actor;
    if (caller.uid == static_cast<uid_t>(-1)) {
        actor.who = "nobody that is known";
        return actor;
    }
    const auto key = fmt::format("{}/{}", caller.uid, caller.gid);
    const auto& known =
        know(key, caller.owns_engine(), inventory, [&caller] { return unix_user(caller.uid, caller.gid); });
    actor.who = known.user.name;
    actor.from = fmt::format("uid {}, pid {}", caller.uid, caller.pid);
    actor.rights = known.rights;
    return actor;
}

std::expected<Actor, std::string> Access::for_other(Actor caller, const std::string& name,
                                                    const SharedInventory& inventory) {
    // Root too: what it does, it does in its own name.
    if (!caller.rights->acts_for_others())
        return std::unexpected(
            fmt::format("{} may not act for others: no [role.NAME] of the inventory with "
                        "acts_for_others = true names it in 'users'",
                        caller.who));
    if (name.empty() || name.size() > longest_user || name != clean_text(name))
        return std::unexpected("Bmcscope-For names one user");
    // Whoever is named has what the roles say: being called root gives nobody root's rights.
    const auto& known = know("name " + name, false, inventory, [&name] { return unix_user(name); });
    caller.on_behalf_of = name;
    caller.rights = known.rights;
    return caller;
}

bool Access::may_fill_the_audit(const Actor& actor) {
    if (refused_.size() >= most_known && !refused_.contains(actor.who)) refused_.clear();
    auto& refused = refused_[actor.who];
    const auto now = Clock::now();
    if (now - refused.since >= std::chrono::minutes(1)) refused = {now, 0};
    return ++refused.count <= most_refusals_a_minute;
}

}  // namespace ipmi::api
