// Accounts that too many failed logins have locked. Empty on a BMC where nobody failed.
#pragma once

#include <cstdint>
#include <vector>

#include "base/clock.hpp"

namespace ipmi::sim {

class Lockout {
public:
    [[nodiscard]] bool is_locked(std::uint8_t user_id, Time now) const;
    /// `limit`: failures until the account is locked; 0: never.
    void failed(std::uint8_t user_id, std::uint32_t limit, Duration time, Time now);
    void succeeded(std::uint8_t user_id);
    void clear() { accounts_.clear(); }
    [[nodiscard]] std::vector<std::uint8_t> locked(Time now) const;

private:
    struct Account {
        std::uint8_t user_id = 0;
        std::uint32_t failures = 0;
        Time locked_until{};
    };
    std::vector<Account> accounts_;
};

}  // namespace ipmi::sim
