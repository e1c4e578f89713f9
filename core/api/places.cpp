#include "api/places.hpp"

#include <fmt/format.h>

namespace ipmi::api {

std::expected<Places::Place, std::string> Places::take(const Caller& caller) {
    if (!caller.owns_engine()) {
        const auto own = by_user_.find(caller.uid);
        if (own != by_user_.end() && own->second >= limits_.of_a_user)
            return std::unexpected(fmt::format("uid {} has {} {} already, as many as one user may: end one of them",
                                               caller.uid, own->second, what_));
        if (of_others_ >= limits_.all - limits_.kept)
            return std::unexpected(
                fmt::format("users have {} {} already, as many as there may be: try again soon", of_others_, what_));
    }
    if (taken_ >= limits_.all)
        return std::unexpected(
            fmt::format("there are {} {} already, as many as there may be: try again soon", taken_.load(), what_));
    ++taken_;
    if (!caller.owns_engine()) ++of_others_;
    ++by_user_[caller.uid];
    return Place(*this, caller.uid);
}

void Places::give_back(uid_t uid) {
    --taken_;
    if (!Caller{uid}.owns_engine()) --of_others_;
    const auto own = by_user_.find(uid);
    if (--own->second == 0) by_user_.erase(own);
}

}  // namespace ipmi::api
