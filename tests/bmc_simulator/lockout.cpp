#include "lockout.hpp"

#include <algorithm>

namespace ipmi::sim {

bool Lockout::is_locked(std::uint8_t user_id, Time now) const {
    return std::ranges::any_of(accounts_,
                               [&](const Account& a) { return a.user_id == user_id && a.locked_until > now; });
}

void Lockout::failed(std::uint8_t user_id, std::uint32_t limit, Duration time, Time now) {
    auto found = std::ranges::find(accounts_, user_id, &Account::user_id);
    if (found == accounts_.end()) found = accounts_.insert(accounts_.end(), Account{.user_id = user_id});
    ++found->failures;
    if (limit == 0 || found->failures < limit) return;
    found->locked_until = now + time;
    found->failures = 0;
}

void Lockout::succeeded(std::uint8_t user_id) {
    std::erase_if(accounts_, [user_id](const Account& account) { return account.user_id == user_id; });
}

std::vector<std::uint8_t> Lockout::locked(Time now) const {
    std::vector<std::uint8_t> ids;
    for (const auto& account : accounts_)
        if (account.locked_until > now) ids.push_back(account.user_id);
    return ids;
}

}  // namespace ipmi::sim
