#include "login.hpp"

#include <algorithm>

#include "message/session/open_session.hpp"
#include "message/session/rakp.hpp"

namespace ipmi::sim {
namespace {

using packet::PayloadType;
using session::RmcpStatus;

constexpr std::uint8_t name_only_lookup = 0x10;
constexpr std::uint8_t role_mask = 0x0f;

template <class Message>
bool send(Bytes& out, PayloadType type, const Message& message) {
    Bytes payload;
    wire::Writer body(payload);
    Message::encode(body, message);
    wire::Writer writer(out);
    packet::Session20::encode_plain(writer, type, 0, 0, payload);
    return true;
}

bool is_level(std::uint8_t level) {
    return level >= 1 && level <= 4;
}

bool open_session(Bmc& bmc, ByteView payload, Time now, Bytes& out) {
    const auto request = session::OpenSessionRequest::decode(wire::Reader(payload));
    if (!request || request->console_session_id == 0) return false;
    session::OpenSessionResponse response;
    response.message_tag = request->message_tag;
    response.console_session_id = request->console_session_id;
    const auto& asked = request->algorithms;
    const auto* suite = crypto::find_cipher_suite(asked.authentication, asked.integrity, asked.confidentiality);
    if (request->maximum_privilege != 0 && !is_level(request->maximum_privilege)) {
        response.status = RmcpStatus::invalid_role;
    } else if (suite == nullptr || !bmc.settings().offers(*suite)) {
        response.status = RmcpStatus::no_cipher_suite_match;
    } else {
        auto* session = bmc.sessions.find_opened(request->console_session_id, request->message_tag);
        if (session == nullptr) session = bmc.sessions.add(bmc.settings(), bmc.random, now);
        if (session == nullptr) {
            response.status = RmcpStatus::insufficient_resources;
        } else {
            session->open_tag = request->message_tag;
            session->suite = suite;
            session->exchange.console_session_id = request->console_session_id;
            session->exchange.bmc_guid = bmc.guid;
            session->requested = static_cast<Level>(request->maximum_privilege);
            response.bmc_session_id = session->id();
            response.maximum_privilege = request->maximum_privilege != 0
                                             ? request->maximum_privilege
                                             : static_cast<std::uint8_t>(Level::administrator);
            // "The highest" was asked for as 0; some firmware says 0 back.
            if (bmc.faults().open_session_privilege_0) response.maximum_privilege = request->maximum_privilege;
            session->offered = response.maximum_privilege;
            response.algorithms = asked;
        }
    }
    if (response.status != RmcpStatus::no_errors) ++bmc.counters.refused_logins;
    return send(out, PayloadType::open_session_response, response);
}

/// By name, or by name and privilege where the console asks so. §13.20, byte 25 bit 4.
const User* find_user(const std::vector<User>& users, const session::Rakp1& request) {
    const bool by_name = (request.role & name_only_lookup) != 0;
    const auto level = static_cast<Level>(request.role & role_mask);
    for (const auto& user : users)
        if (user.enabled && user.name == request.user && (by_name || user.limit == level)) return &user;
    return nullptr;
}

/// The key that this BMC takes for the user's.
crypto::Hmac user_key(const Bmc& bmc, const User& user, crypto::Hash hash) {
    constexpr std::size_t stored = 16;
    if (bmc.faults().password_truncated && user.password.size() > stored)
        return {hash, as_bytes(std::string_view(user.password).substr(0, stored))};
    return user.key(hash);
}

/// The role byte that this BMC puts into its codes.
std::uint8_t counted_role(const Faults& faults, std::uint8_t role, std::uint8_t offered) {
    if (faults.role_of_open_session) return static_cast<std::uint8_t>((role & name_only_lookup) | offered);
    if (faults.role_without_lookup) return static_cast<std::uint8_t>(role & role_mask);
    return role;
}

bool rakp1(Bmc& bmc, ByteView payload, Time now, Bytes& out) {
    const auto request = session::Rakp1::decode(wire::Reader(payload));
    if (!request) return false;
    session::Rakp2 response;
    response.message_tag = request->message_tag;
    auto* session = bmc.sessions.find(request->bmc_session_id);
    if (session == nullptr || session->state == Session::State::active) {
        response.status = RmcpStatus::invalid_session_id;
        return send(out, PayloadType::rakp2, response);
    }
    session->last_heard = now;
    response.console_session_id = session->exchange.console_session_id;
    const auto& users = bmc.settings().users;
    const auto* user = find_user(users, *request);
    const auto role = static_cast<std::uint8_t>(request->role & role_mask);
    if (!is_level(role))
        response.status = RmcpStatus::invalid_role;
    else if (user == nullptr)
        response.status = RmcpStatus::unauthorized_name;
    else if (bmc.lockout.is_locked(static_cast<std::uint8_t>(user - users.data() + 1), now))
        response.status = RmcpStatus::unauthorized_name;
    else if (static_cast<Level>(role) > user->limit)
        response.status = RmcpStatus::unauthorized_role;
    if (response.status != RmcpStatus::no_errors) {
        ++bmc.counters.refused_logins;
        bmc.sessions.remove(session->id());
        return send(out, PayloadType::rakp2, response);
    }
    auto& exchange = session->exchange;
    // A repeated RAKP 1 gets the same answer: only another console random starts another challenge.
    if (session->state == Session::State::opened || exchange.console_random != request->console_random)
        bmc.random.fill(exchange.bmc_random);
    session->state = Session::State::challenged;
    session->user_id = static_cast<std::uint8_t>(user - users.data() + 1);
    session->user_name = request->user;
    exchange.console_random = request->console_random;
    exchange.role = counted_role(bmc.faults(), request->role, session->offered);
    exchange.user = session->user_name;
    session->maximum = static_cast<Level>(role);
    if (session->requested != Level::none) session->maximum = std::min(session->maximum, session->requested);
    response.bmc_random = exchange.bmc_random;
    response.bmc_guid = exchange.bmc_guid;
    auto code = crypto::rakp2_code(user_key(bmc, *user, session->suite->hash), exchange);
    if (bmc.has_faults() && Faults::spend(bmc.edit_faults().wrong_rakp2)) code.bytes[0] ^= 1;
    response.key_exchange_authentication_code.assign(code.view().begin(), code.view().end());
    return send(out, PayloadType::rakp2, response);
}

bool rakp3(Bmc& bmc, ByteView payload, Time now, Bytes& out) {
    const auto request = session::Rakp3::decode(wire::Reader(payload));
    if (!request) return false;
    session::Rakp4 response;
    response.message_tag = request->message_tag;
    auto* session = bmc.sessions.find(request->bmc_session_id);
    if (session == nullptr || session->state == Session::State::opened) {
        response.status = RmcpStatus::invalid_session_id;
        return send(out, PayloadType::rakp4, response);
    }
    response.console_session_id = session->exchange.console_session_id;
    if (request->status != RmcpStatus::no_errors) {  // the console did not believe RAKP 2: no answer, §13.22
        bmc.login_failed(session->user_id, now);
        bmc.sessions.remove(session->id());
        return false;
    }
    const auto hash = session->suite->hash;
    const auto& user = bmc.settings().users[session->user_id - 1u];
    const auto key = user_key(bmc, user, hash);
    const auto expected = crypto::rakp3_code(key, session->exchange);
    if (!crypto::equal(expected.view(), request->key_exchange_authentication_code)) {
        bmc.login_failed(session->user_id, now);
        response.status = RmcpStatus::invalid_integrity_check_value;
        bmc.sessions.remove(session->id());
        return send(out, PayloadType::rakp4, response);
    }
    if (session->state == Session::State::challenged) {
        const auto& kg = bmc.settings().kg;
        session->derive_keys(kg.empty() ? key : crypto::Hmac(hash, as_bytes(kg)));
        session->state = Session::State::active;
        session->level = std::min(session->maximum, bmc.faults().set_privilege_needed ? Level::callback : Level::user);
        bmc.lockout.succeeded(session->user_id);
        ++bmc.counters.sessions;
    }
    session->last_heard = now;
    auto check = crypto::rakp4_check_value(*session->suite, session->sik, session->exchange);
    if (bmc.faults().long_check_value) check.size = crypto::digest_size(hash);
    if (bmc.has_faults() && Faults::spend(bmc.edit_faults().wrong_rakp4)) check.bytes[0] ^= 1;
    response.integrity_check_value.assign(check.view().begin(), check.view().end());
    return send(out, PayloadType::rakp4, response);
}

}  // namespace

bool answer_login(Bmc& bmc, const packet::Session20& packet, Time now, Bytes& out) {
    bmc.expire_sessions(now);
    const auto& faults = bmc.faults();
    switch (packet.payload_type) {
        case PayloadType::open_session_request:
            return !faults.is_silent("open_session") && open_session(bmc, packet.payload, now, out);
        case PayloadType::rakp1: return !faults.is_silent("rakp1") && rakp1(bmc, packet.payload, now, out);
        case PayloadType::rakp3: return !faults.is_silent("rakp3") && rakp3(bmc, packet.payload, now, out);
        default: ++bmc.counters.discarded; return false;
    }
}

}  // namespace ipmi::sim
