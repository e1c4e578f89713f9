// Which BMC, and as whom. Made from an inventory entry or from the command line; the engine never asks for more.
// Nothing is checked here: an address that is none is an error of the call that uses it (client.hpp, login).
#pragma once

#include <ipmi/secret.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ipmi {

/// IPMI privilege levels. IPMI v2.0 rev 1.1, table 22-28 (Set Session Privilege Level).
enum class Privilege : std::uint8_t { callback = 1, user = 2, operator_ = 3, administrator = 4 };

/// What RAKP 1 names and RAKP 2 to 4 prove. IPMI v2.0 rev 1.1, §13.20 to §13.23, keys §13.31 and §13.32.
struct Credentials {
    std::string user{};                     ///< at most 16 bytes; empty is the null user
    Secret password{};                      ///< at most 20 bytes (16 where the BMC stores IPMI 1.5 passwords)
    std::optional<Secret> kg{};             ///< the BMC key K_g, at most 20 bytes; absent: one-key login
    Privilege privilege = Privilege::user;  ///< asked for at login; a session never rises above it
    bool lookup_by_name_only = true;        ///< false: user-name and privilege look-up (RAKP 1, role bit 4)
    bool operator==(const Credentials&) const = default;
};

struct Target {
    std::string name{};                    ///< what people call it; shown in every message
    std::vector<std::string> addresses{};  ///< "10.0.0.21", "bmc7.example", "[fe80::1]:623": tried in turn
    Credentials credentials{};
    std::vector<std::uint8_t> cipher_suites{};  ///< ids of table 22-20, the next on refusal; empty: 17, 3
    bool operator==(const Target&) const = default;
};

const char* to_string(Privilege privilege);

}  // namespace ipmi
