// One RMCP+ session as the BMC sees it: from Open Session through the proofs to sealed packets.
// IPMI v2.0 rev 1.1, §13.17 to §13.24 and §6.12.13 (sequence window).
#pragma once

#include <cstdint>
#include <optional>

#include "crypto/aes_cbc.hpp"
#include "crypto/key_schedule.hpp"
#include "packet/session20.hpp"
#include "random.hpp"
#include "settings.hpp"

namespace ipmi::sim {

/// Sequence numbers of one direction: 16 ahead and 16 behind the newest are taken, each once.
class SequenceWindow {
public:
    /// False: seen before, or too far away. Marks it otherwise.
    bool take(std::uint32_t sequence);

private:
    static constexpr std::uint32_t reach = 16;
    std::uint32_t highest_ = 0;
    std::uint32_t seen_ = 0;  ///< bit n: highest_ - n
};

/// How a packet shall be sealed otherwise than the specification says.
struct SealFaults {
    bool wrong_auth_code = false;
    bool long_auth_code = false;
    bool sixteen_byte_pad = false;
    std::optional<std::uint8_t> pad_length{};  ///< what the pad length byte says
    int length_error = 0;                      ///< what the payload length says too much
    std::size_t cut = 0;                       ///< bytes missing at the end
};

struct Session {
    enum class State : std::uint8_t { opened, challenged, active };

    State state = State::opened;
    Level requested = Level::none;  ///< Open Session Request
    Level maximum = Level::none;    ///< what Set Session Privilege Level may reach
    Level level = Level::none;
    std::uint8_t open_tag = 0;
    std::uint8_t user_id = 0;
    const crypto::CipherSuite* suite = nullptr;
    crypto::Exchange exchange{};  ///< its `user` points at `user_name`
    std::string user_name{};
    Time last_heard{};
    crypto::Hmac sik{};
    crypto::Hmac integrity{};
    crypto::AesCbcEncryptor encrypt{};
    crypto::AesCbcDecryptor decrypt{};
    std::uint32_t next_sequence = 1;
    SequenceWindow window{};

    [[nodiscard]] std::uint32_t id() const { return exchange.bmc_session_id; }
    std::uint8_t offered = 0;  ///< privilege in the Open Session Response

    /// SIK, K1, K2 once the proofs are exchanged.
    void derive_keys(const crypto::Hmac& kg);

    /// The plain LAN message of an authenticated and encrypted packet, in `buffer`. nullopt: not one of this session,
    /// wrong AuthCode, replayed. A BMC is silent about those.
    std::optional<ByteView> open(const packet::Session20& packet, Bytes& buffer);
    /// Appends the sealed packet around `plain` (which grows by its padding) to `out`.
    void seal(Bytes& out, Bytes& plain, Random& random, const SealFaults& faults);
};

}  // namespace ipmi::sim
