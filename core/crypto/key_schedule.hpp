// What RAKP proves and which keys come of it. IPMI v2.0 rev 1.1, §13.28 (authentication codes), §13.31 (SIK), §13.32
// (K1, K2). Both sides' formulas stand here: the BMC's half serves the simulator.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "crypto/cipher_suite.hpp"

namespace ipmi::crypto {

/// Everything the two sides told each other before the password counted.
struct Exchange {
    std::uint32_t console_session_id = 0;           ///< SID_M
    std::uint32_t bmc_session_id = 0;               ///< SID_C
    std::array<std::uint8_t, 16> console_random{};  ///< R_M
    std::array<std::uint8_t, 16> bmc_random{};      ///< R_C
    std::array<std::uint8_t, 16> bmc_guid{};        ///< GUID_C
    std::uint8_t role = 0;                          ///< Role_M, the byte of RAKP 1
    std::string_view user{};                        ///< UName_M; the caller keeps it alive
};

/// HMAC_Kuid(SID_M, SID_C, R_M, R_C, GUID_C, Role_M, ULength_M, UName_M): the BMC knows the password.
Digest rakp2_code(const Hmac& user_key, const Exchange& exchange);
/// HMAC_Kuid(R_C, SID_M, Role_M, ULength_M, UName_M): the console knows it.
Digest rakp3_code(const Hmac& user_key, const Exchange& exchange);
/// SIK = HMAC_Kg(R_M, R_C, Role_M, ULength_M, UName_M); K_g is the user key in one-key logins.
Digest session_integrity_key(const Hmac& kg, const Exchange& exchange);
/// HMAC_SIK(R_M, SID_C, GUID_C), shortened to the suite's check_value_size.
Digest rakp4_check_value(const CipherSuite& suite, const Hmac& sik, const Exchange& exchange);
/// K_n = HMAC_SIK(20 times the byte n). K1 authenticates packets, the first 16 bytes of K2 encrypt them.
Digest additional_key(const Hmac& sik, std::uint8_t n);

}  // namespace ipmi::crypto
