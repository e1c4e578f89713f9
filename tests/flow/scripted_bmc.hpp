// A BMC in memory for tests of conversations: real RMCP+ with real proofs, and every misbehaviour a test asks for.
// It shares the codecs with the engine; what it proves is the conversation, not the bytes (tests/peers does those).
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <random>

#include "crypto/random.hpp"
#include "message/session/rakp.hpp"
#include "session/envelope.hpp"

namespace ipmi::test {

struct ScriptedBmcOptions {
    std::string user = "admin";
    std::string password = "secret1234";
    std::optional<std::string> kg{};
    std::vector<std::uint8_t> suites{17, 3};
    session::RmcpStatus open_status = session::RmcpStatus::no_errors;
    std::uint8_t offered_privilege = 4;
    std::optional<std::uint8_t> role_in_proofs{};  ///< quirk: proofs are computed with this role byte
    std::size_t extra_check_value_bytes = 0;
    bool refuse_privilege = false;  ///< Set Session Privilege Level answers 81h
    bool corrupt_proof = false;
    bool corrupt_auth_code = false;
    bool one_at_a_time = false;  ///< a request that comes while another is being served is dropped
    bool busy_when_pipelined = false;
    bool check_replay = true;  ///< as the specification asks: a session sequence number counts once
    std::uint32_t seed = 1;
};

class ScriptedBmc {
public:
    /// netfn, command, data of a request; the answer starts with the completion code. Empty optional: silence.
    using Answer = std::function<std::optional<Bytes>(std::uint8_t netfn, std::uint8_t command, ByteView data)>;

    ScriptedBmc(ScriptedBmcOptions options, Answer answer);

    /// At most one reply. `serving`: another request is being served at this moment.
    std::optional<Bytes> on_datagram(ByteView datagram, bool serving);

    void forget_session() { session_.reset(); }
    [[nodiscard]] unsigned sessions_opened() const { return sessions_opened_; }
    [[nodiscard]] unsigned sessions_closed() const { return sessions_closed_; }
    [[nodiscard]] unsigned logins_proven_wrong() const { return logins_proven_wrong_; }
    [[nodiscard]] const std::map<std::pair<int, int>, unsigned>& requests() const { return requests_; }
    ScriptedBmcOptions options;

private:
    struct Session {
        session::SessionKeys keys;
        std::uint32_t sequence = 0;
        std::uint32_t highest = 0;
        std::uint64_t seen = 0;
    };
    std::optional<Bytes> on_open_session(ByteView payload);
    std::optional<Bytes> on_rakp1(ByteView payload);
    std::optional<Bytes> on_rakp3(ByteView payload);
    std::optional<Bytes> on_request(ByteView datagram, bool serving);
    Bytes plain(packet::PayloadType type, const Bytes& payload);

    Answer answer_;
    crypto::Exchange exchange_;
    std::string exchange_user_;
    const crypto::CipherSuite* suite_ = nullptr;
    std::optional<Session> session_;
    unsigned sessions_opened_ = 0;
    unsigned sessions_closed_ = 0;
    unsigned logins_proven_wrong_ = 0;
    std::map<std::pair<int, int>, unsigned> requests_;
    std::mt19937 random_;
};

}  // namespace ipmi::test
