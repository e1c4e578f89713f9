#include "session/handshake.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "base/error.hpp"
#include "crypto/random.hpp"

namespace ipmi::session {
namespace {

using packet::PayloadType;

constexpr std::uint8_t name_only_lookup = 0x10;
constexpr std::size_t ipmi15_password_size = 16;

std::uint8_t role_of(const Credentials& credentials) {
    return static_cast<std::uint8_t>(static_cast<std::uint8_t>(credentials.privilege) |
                                     (credentials.lookup_by_name_only ? name_only_lookup : 0));
}

Error status_error(const char* step, RmcpStatus status) {
    const auto text = fmt::format("{}: {} (status {:02X}h)", step, to_string(status), static_cast<unsigned>(status));
    switch (status) {
        case RmcpStatus::insufficient_resources:
        case RmcpStatus::insufficient_resources_for_role: return {Errc::busy, text, {}};
        case RmcpStatus::unauthorized_name:
        case RmcpStatus::invalid_name_length:
        case RmcpStatus::unauthorized_guid: return {Errc::auth_failed, text + ": the BMC does not know this user", {}};
        case RmcpStatus::invalid_integrity_check_value:
            return {Errc::auth_failed, text + ": user, password or K_g is wrong", {}};
        case RmcpStatus::invalid_role:
        case RmcpStatus::unauthorized_role:
            return {Errc::no_privilege, text + ": this user may not have the privilege asked for", {}};
        default: return {Errc::unsupported, text, {}};
    }
}

bool is_suite_refusal(RmcpStatus status) {
    switch (status) {
        case RmcpStatus::invalid_authentication_algorithm:
        case RmcpStatus::invalid_integrity_algorithm:
        case RmcpStatus::invalid_confidentiality_algorithm:
        case RmcpStatus::no_matching_authentication_payload:
        case RmcpStatus::no_matching_integrity_payload:
        case RmcpStatus::no_cipher_suite_match:
        case RmcpStatus::illegal_parameter: return true;
        default: return false;
    }
}

}  // namespace

Handshake::Handshake(const Credentials& credentials, const crypto::CipherSuite& suite, std::uint32_t console_session_id,
                     std::uint8_t message_tag, Quirks known)
    : credentials_(credentials),
      suite_(suite),
      console_session_id_(console_session_id),
      tag_(message_tag),
      quirks_(known) {
    exchange_.console_session_id = console_session_id;
    exchange_.user = credentials.user;
    sent_role_ = role_of(credentials);
    OpenSessionRequest request;
    request.message_tag = tag_;
    // 0 asks for the highest the suite allows: firmware that answers otherwise to a named level is met in RAKP 1
    // instead.
    request.maximum_privilege = 0;
    request.console_session_id = console_session_id;
    request.algorithms = {suite.authentication, suite.integrity, suite.confidentiality};
    Bytes payload;
    wire::Writer out(payload);
    OpenSessionRequest::encode(out, request);
    compose(PayloadType::open_session_request, payload);
}

void Handshake::compose(PayloadType type, const Bytes& payload) {
    message_.clear();
    wire::Writer out(message_);
    packet::Session20::encode_plain(out, type, 0, 0, payload);
}

Result<bool> Handshake::receive(PayloadType type, ByteView payload) {
    switch (step_) {
        case Step::open_session:
            return type == PayloadType::open_session_response ? on_open_session_response(payload) : false;
        case Step::rakp1: return type == PayloadType::rakp2 ? on_rakp2(payload) : false;
        case Step::rakp3: return type == PayloadType::rakp4 ? on_rakp4(payload) : false;
        case Step::done: return false;
    }
    return false;
}

Result<bool> Handshake::on_open_session_response(ByteView payload) {
    auto reply = OpenSessionResponse::decode(wire::Reader(payload));
    if (!reply) return std::unexpected(reply.error());
    if (reply->message_tag != tag_) return false;
    if (reply->status != RmcpStatus::no_errors) {
        suite_refused_ = is_suite_refusal(reply->status);
        return std::unexpected(status_error("Open Session", reply->status));
    }
    if (reply->console_session_id != console_session_id_) return false;
    const AlgorithmTriple asked{suite_.authentication, suite_.integrity, suite_.confidentiality};
    if (!(reply->algorithms == asked)) {
        suite_refused_ = true;  // a BMC that answers with other algorithms has not accepted this suite
        return fail(Errc::unsupported,
                    fmt::format("Open Session: the BMC chose other algorithms than suite {}", suite_.id));
    }
    if (reply->bmc_session_id == 0) return malformed("Open Session: BMC session id 0");
    if (reply->maximum_privilege == 0) quirks_.note(Quirk::privilege_zero);
    offered_privilege_ = reply->maximum_privilege;
    exchange_.bmc_session_id = reply->bmc_session_id;
    exchange_.role = sent_role_;
    crypto::random_bytes(exchange_.console_random);

    Rakp1 rakp1;
    rakp1.message_tag = tag_;
    rakp1.bmc_session_id = exchange_.bmc_session_id;
    rakp1.console_random = exchange_.console_random;
    rakp1.role = sent_role_;
    rakp1.user = credentials_.user;
    Bytes body;
    wire::Writer out(body);
    Rakp1::encode(out, rakp1);
    compose(PayloadType::rakp1, body);
    step_ = Step::rakp1;
    return true;
}

/// The BMC's proof tells which role byte and which password it counted with: all candidates are tried here, on our
/// side, which costs no login. False: none fits, the BMC does not hold this password.
bool Handshake::find_role(const Rakp2& reply) {
    const auto without_lookup = static_cast<std::uint8_t>(sent_role_ & 0x0f);
    const auto offered = static_cast<std::uint8_t>((sent_role_ & name_only_lookup) | offered_privilege_);
    const std::array<std::pair<std::uint8_t, std::optional<Quirk>>, 4> roles{{
        {sent_role_, std::nullopt},
        {offered, Quirk::role_of_open_session},
        {offered_privilege_, Quirk::role_of_open_session},
        {without_lookup, Quirk::role_without_lookup},
    }};
    const auto password = credentials_.password.reveal();
    for (const bool truncated : {false, true}) {
        if (truncated && password.size() <= ipmi15_password_size) break;
        const auto key = truncated ? password.substr(0, ipmi15_password_size) : password;
        const crypto::Hmac user_key(suite_.hash, as_bytes(key));
        for (const auto& [role, quirk] : roles) {
            exchange_.role = role;
            if (!crypto::equal(crypto::rakp2_code(user_key, exchange_).view(), reply.key_exchange_authentication_code))
                continue;
            if (quirk && role != sent_role_) quirks_.note(*quirk);
            if (truncated) quirks_.note(Quirk::password_truncated);
            truncated_ = truncated;
            user_key_ = user_key;
            return true;
        }
    }
    return false;
}

Result<bool> Handshake::on_rakp2(ByteView payload) {
    auto reply = Rakp2::decode(wire::Reader(payload));
    if (!reply) return std::unexpected(reply.error());
    if (reply->message_tag != tag_) return false;
    if (reply->status != RmcpStatus::no_errors) return std::unexpected(status_error("RAKP 2", reply->status));
    if (reply->console_session_id != console_session_id_) return false;
    exchange_.bmc_random = reply->bmc_random;
    exchange_.bmc_guid = reply->bmc_guid;
    if (!find_role(*reply)) return fail(Errc::auth_failed, "RAKP 2: the BMC does not hold this password for this user");
    // K_g where the BMC has one, else the user's own key. IPMI v2.0 rev 1.1, §13.31.
    const crypto::Hmac kg = credentials_.kg && !credentials_.kg->empty()
                                ? crypto::Hmac(suite_.hash, as_bytes(credentials_.kg->reveal()))
                                : user_key_;
    sik_ = crypto::Hmac(suite_.hash, crypto::session_integrity_key(kg, exchange_).view());

    Rakp3 rakp3;
    rakp3.message_tag = tag_;
    rakp3.bmc_session_id = exchange_.bmc_session_id;
    const auto code = crypto::rakp3_code(user_key_, exchange_);
    rakp3.key_exchange_authentication_code.assign(code.view().begin(), code.view().end());
    Bytes body;
    wire::Writer out(body);
    Rakp3::encode(out, rakp3);
    compose(PayloadType::rakp3, body);
    step_ = Step::rakp3;
    return true;
}

Result<bool> Handshake::on_rakp4(ByteView payload) {
    auto reply = Rakp4::decode(wire::Reader(payload));
    if (!reply) return std::unexpected(reply.error());
    if (reply->message_tag != tag_) return false;
    if (reply->status != RmcpStatus::no_errors) return std::unexpected(status_error("RAKP 4", reply->status));
    if (reply->console_session_id != console_session_id_) return false;
    const ByteView received(reply->integrity_check_value);
    const auto expected = crypto::rakp4_check_value(suite_, sik_, exchange_);
    if (received.size() < expected.size || !crypto::equal(received.first(expected.size), expected.view()))
        return fail(Errc::auth_failed, "RAKP 4: the check value is wrong: K_g differs, or the answer is not the BMC's");
    if (received.size() > expected.size) quirks_.note(Quirk::long_check_value);
    message_.clear();
    step_ = Step::done;
    return true;
}

SessionKeys Handshake::take_keys() {
    SessionKeys keys;
    keys.suite = &suite_;
    keys.console_session_id = console_session_id_;
    keys.bmc_session_id = exchange_.bmc_session_id;
    keys.integrity = crypto::Hmac(suite_.hash, crypto::additional_key(sik_, 1).view());
    const auto k2 = crypto::additional_key(sik_, 2);
    const auto aes_key = k2.view().first<crypto::aes_block>();
    keys.encrypt = crypto::AesCbcEncryptor(aes_key);
    keys.decrypt = crypto::AesCbcDecryptor(aes_key);
    keys.maximum_privilege = offered_privilege_;
    return keys;
}

}  // namespace ipmi::session
