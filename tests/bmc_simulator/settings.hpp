// What all BMCs of a process have in common and nobody changes while it runs: accounts as shipped, limits, the seed.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "crypto/cipher_suite.hpp"

namespace ipmi::sim {

/// IPMI privilege levels; table 22-28.
enum class Level : std::uint8_t { none = 0, callback = 1, user = 2, operator_ = 3, administrator = 4, no_access = 15 };

/// An account. The keyed hashes are made once: ten thousand BMCs share them.
struct User {
    User() = default;
    User(std::string name, std::string password, Level limit);

    std::string name{};
    std::string password{};  ///< at most 20 bytes
    Level limit = Level::no_access;
    bool enabled = false;
    crypto::Hmac sha1_key{};
    crypto::Hmac sha256_key{};

    [[nodiscard]] const crypto::Hmac& key(crypto::Hash hash) const {
        return hash == crypto::Hash::sha1 ? sha1_key : sha256_key;
    }
};

struct Settings {
    std::vector<User> users{};  ///< user id 1 is [0]; id 1 is the null user by custom
    std::string kg{};           ///< K_g; empty: one-key login
    std::vector<std::uint8_t> suites{3, 17};
    std::size_t session_limit = 8;
    std::chrono::seconds session_timeout{60};
    std::chrono::milliseconds login_timeout{10000};  ///< from Open Session to RAKP 3
    std::chrono::milliseconds soft_off{3000};
    std::chrono::milliseconds cycle_interval{1000};  ///< off time of a power cycle
    std::chrono::milliseconds restart_time{3000};    ///< silence after a cold reset
    std::uint64_t seed = 1;
    Time start{};                   ///< the process' beginning on the clock that is passed in
    std::uint32_t start_epoch = 0;  ///< the same in seconds since 1970

    [[nodiscard]] std::uint32_t epoch(Time now) const {
        return start_epoch +
               static_cast<std::uint32_t>(std::chrono::duration_cast<std::chrono::seconds>(now - start).count());
    }
    [[nodiscard]] bool offers(const crypto::CipherSuite& suite) const;
};

/// admin, operator and monitor with their well-known passwords.
std::vector<User> default_users();

}  // namespace ipmi::sim
