// RMCP+ session set-up as a machine without socket or clock: messages out, payloads in, keys at the end.
// IPMI v2.0 rev 1.1, §13.15 and §13.17 to §13.23. The caller resends `message()` when an answer is late.
#pragma once

#include <memory>
#include <optional>

#include "crypto/aes_cbc.hpp"
#include "crypto/key_schedule.hpp"
#include "message/session/rakp.hpp"
#include "packet/session20.hpp"
#include "session/quirk.hpp"

#include <ipmi/target.hpp>

namespace ipmi::session {

/// What both sides hold once RAKP 4 has been checked.
struct SessionKeys {
    const crypto::CipherSuite* suite = nullptr;
    std::uint32_t console_session_id = 0;
    std::uint32_t bmc_session_id = 0;
    crypto::Hmac integrity{};  ///< keyed with K1
    crypto::AesCbcEncryptor encrypt{};  ///< keyed with K2
    crypto::AesCbcDecryptor decrypt{};
    std::uint8_t maximum_privilege = 0;  ///< as the Open Session Response said; 0: not told
};

class Handshake {
public:
    enum class Step : std::uint8_t { open_session, rakp1, rakp3, done };

    /// `credentials` and `suite` outlive the handshake. `console_session_id` is unique on the socket and not 0.
    Handshake(const Credentials& credentials, const crypto::CipherSuite& suite, std::uint32_t console_session_id,
              std::uint8_t message_tag, Quirks known);

    /// The datagram of the present step, RMCP header included. Empty when done.
    [[nodiscard]] const Bytes& message() const { return message_; }
    [[nodiscard]] Step step() const { return step_; }

    /// Takes a session payload. True: it was the awaited answer and the next message (or the keys) is ready. False: not
    /// for this step (late, duplicated, another tag), ignored.
    /// Errors: unsupported (suite refused), busy, auth_failed, no_privilege, malformed (context names the step).
    Result<bool> receive(packet::PayloadType type, ByteView payload);

    /// With step() == done, once.
    [[nodiscard]] SessionKeys take_keys();
    [[nodiscard]] Quirks quirks() const { return quirks_; }
    /// Open Session was refused because of the proposed algorithms: another suite may be accepted.
    [[nodiscard]] bool suite_refused() const { return suite_refused_; }
    /// The keys exist (RAKP 2 has been verified) although RAKP 4 has not come yet.
    [[nodiscard]] std::uint32_t console_session_id() const { return console_session_id_; }

private:
    void compose(packet::PayloadType type, const Bytes& payload);
    Result<bool> on_open_session_response(ByteView payload);
    Result<bool> on_rakp2(ByteView payload);
    Result<bool> on_rakp4(ByteView payload);
    [[nodiscard]] bool find_role(const Rakp2& reply);

    const Credentials& credentials_;
    const crypto::CipherSuite& suite_;
    std::uint32_t console_session_id_;
    std::uint8_t tag_;
    Quirks quirks_;
    Step step_ = Step::open_session;
    Bytes message_;
    crypto::Exchange exchange_;
    std::uint8_t sent_role_ = 0;
    std::uint8_t offered_privilege_ = 0;
    crypto::Hmac user_key_;
    crypto::Hmac sik_;
    bool suite_refused_ = false;
    bool truncated_ = false;
};

}  // namespace ipmi::session
