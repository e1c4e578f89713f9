// Who asks, and what that user may: the kernel says who is at the other end, the password database in which groups, the
// inventory which role that is. What was found out is kept for a short time.
#pragma once

#include <expected>
#include <map>
#include <memory>

#include "api/question.hpp"
#include "api/rights.hpp"
#include "base/clock.hpp"
#include "inventory/inventory.hpp"

namespace ipmi::api {

/// Whoever a question comes from.
struct Actor {
    std::string who{};           ///< the user at the other end
    std::string on_behalf_of{};  ///< whom that user named; empty: nobody
    std::string from{};          ///< "uid 1000, pid 4711"
    std::shared_ptr<const Rights> rights = std::make_shared<const Rights>();
    /// Whose doing it is.
    [[nodiscard]] const std::string& name() const { return on_behalf_of.empty() ? who : on_behalf_of; }
};

using SharedInventory = std::shared_ptr<const inventory::Inventory>;

/// Of the server's thread alone.
class Access {
public:
    /// The user at the other end, with what it may do itself.
    Actor caller(const Caller& caller, const SharedInventory& inventory);
    /// The same user on behalf of the one that is named. Errors: in words: it may not name others.
    std::expected<Actor, std::string> for_other(Actor caller, const std::string& name,
                                                const SharedInventory& inventory);

    /// False: so many of this user's questions were refused within the last minute that the next need no entry of their
    /// own; else a program that asks again and again would fill the disk.
    bool may_fill_the_audit(const Actor& actor);

private:
    struct Known {
        UnixUser user{};
        Time until{};
        SharedInventory inventory{};  ///< of which `rights` are
        std::shared_ptr<const Rights> rights{};
    };
    template <class LookUp>
    const Known& know(const std::string& key, bool owns_engine, const SharedInventory& inventory, LookUp look_up);

    struct Refused {
        Time since{};
        unsigned count = 0;
    };
    std::map<std::string, Known, std::less<>> known_;
    std::map<std::string, Refused, std::less<>> refused_;  ///< by user
};

}  // namespace ipmi::api
