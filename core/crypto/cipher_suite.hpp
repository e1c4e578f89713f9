// The cipher suites we speak, as a table: another suite is another row. IPMI v2.0 rev 1.1, table 22-20 (suite ids) and
// tables 13-17 to 13-19 (algorithm numbers). Suite 0, which checks no password, is not in it and never will be.
#pragma once

#include <cstdint>
#include <span>

#include "crypto/hmac.hpp"

namespace ipmi::crypto {

struct CipherSuite {
    std::uint8_t id = 0;
    std::uint8_t authentication = 0;    ///< RAKP-HMAC-SHA1 = 1, RAKP-HMAC-SHA256 = 3
    std::uint8_t integrity = 0;         ///< HMAC-SHA1-96 = 1, HMAC-SHA256-128 = 4
    std::uint8_t confidentiality = 0;   ///< AES-CBC-128 = 1
    Hash hash = Hash::sha1;             ///< of authentication and integrity
    std::size_t integrity_size = 12;    ///< bytes of AuthCode that end every packet
    std::size_t check_value_size = 12;  ///< bytes of the integrity check value in RAKP 4
};

/// In the order in which they are proposed: 17, then 3.
std::span<const CipherSuite> cipher_suites();

/// nullptr: not spoken.
const CipherSuite* find_cipher_suite(std::uint8_t id);
const CipherSuite* find_cipher_suite(std::uint8_t authentication, std::uint8_t integrity, std::uint8_t confidentiality);

}  // namespace ipmi::crypto
