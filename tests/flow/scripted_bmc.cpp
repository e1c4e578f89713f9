#include "scripted_bmc.hpp"

#include <algorithm>

namespace ipmi::test {
namespace {

using packet::PayloadType;
using session::RmcpStatus;

crypto::Hmac user_key(const crypto::CipherSuite& suite, const std::string& password) {
    return {suite.hash, as_bytes(password)};
}

}  // namespace

ScriptedBmc::ScriptedBmc(ScriptedBmcOptions wanted, Answer answer)
    : options(std::move(wanted)), answer_(std::move(answer)), random_(options.seed) {}

Bytes ScriptedBmc::plain(PayloadType type, const Bytes& payload) {
    Bytes datagram;
    wire::Writer out(datagram);
    packet::Session20::encode_plain(out, type, 0, 0, payload);
    return datagram;
}

std::optional<Bytes> ScriptedBmc::on_datagram(ByteView datagram, bool serving) {
    const auto packet = packet::Session20::decode(datagram, suite_ != nullptr ? suite_->integrity_size : 0);
    if (!packet) return std::nullopt;
    switch (packet->payload_type) {
        case PayloadType::open_session_request: return on_open_session(packet->payload);
        case PayloadType::rakp1: return on_rakp1(packet->payload);
        case PayloadType::rakp3: return on_rakp3(packet->payload);
        case PayloadType::ipmi: return on_request(datagram, serving);
        default: return std::nullopt;
    }
}

std::optional<Bytes> ScriptedBmc::on_open_session(ByteView payload) {
    const auto request = session::OpenSessionRequest::decode(wire::Reader(payload));
    if (!request) return std::nullopt;
    session::OpenSessionResponse response;
    response.message_tag = request->message_tag;
    response.console_session_id = request->console_session_id;
    response.status = options.open_status;
    const auto& asked = request->algorithms;
    suite_ = crypto::find_cipher_suite(asked.authentication, asked.integrity, asked.confidentiality);
    const bool offered = suite_ != nullptr &&
                         std::find(options.suites.begin(), options.suites.end(), suite_->id) != options.suites.end();
    if (!offered) response.status = RmcpStatus::invalid_authentication_algorithm;
    const bool repeated = exchange_.console_session_id == request->console_session_id && exchange_.bmc_session_id != 0;
    if (response.status == RmcpStatus::no_errors && repeated) {
        response.bmc_session_id = exchange_.bmc_session_id;
        response.maximum_privilege = options.offered_privilege;
        response.algorithms = asked;
    } else if (response.status == RmcpStatus::no_errors) {
        exchange_ = {};
        exchange_.console_session_id = request->console_session_id;
        exchange_.bmc_session_id = static_cast<std::uint32_t>(random_()) | 1u;
        for (auto& byte : exchange_.bmc_random) byte = static_cast<std::uint8_t>(random_());
        exchange_.bmc_guid.fill(0xa1);
        response.bmc_session_id = exchange_.bmc_session_id;
        response.maximum_privilege = options.offered_privilege;
        response.algorithms = asked;
    }
    Bytes body;
    wire::Writer out(body);
    session::OpenSessionResponse::encode(out, response);
    return plain(PayloadType::open_session_response, body);
}

std::optional<Bytes> ScriptedBmc::on_rakp1(ByteView payload) {
    const auto request = session::Rakp1::decode(wire::Reader(payload));
    if (!request || suite_ == nullptr || request->bmc_session_id != exchange_.bmc_session_id) return std::nullopt;
    session::Rakp2 response;
    response.message_tag = request->message_tag;
    response.console_session_id = exchange_.console_session_id;
    if (request->user != options.user) response.status = RmcpStatus::unauthorized_name;
    exchange_.console_random = request->console_random;
    exchange_.role = options.role_in_proofs.value_or(request->role);
    exchange_user_ = request->user;
    exchange_.user = exchange_user_;
    response.bmc_random = exchange_.bmc_random;
    response.bmc_guid = exchange_.bmc_guid;
    const auto code = crypto::rakp2_code(user_key(*suite_, options.password), exchange_);
    response.key_exchange_authentication_code.assign(code.view().begin(), code.view().end());
    if (options.corrupt_proof) response.key_exchange_authentication_code[3] ^= 0x10;
    Bytes body;
    wire::Writer out(body);
    session::Rakp2::encode(out, response);
    return plain(PayloadType::rakp2, body);
}

std::optional<Bytes> ScriptedBmc::on_rakp3(ByteView payload) {
    const auto request = session::Rakp3::decode(wire::Reader(payload));
    if (!request || suite_ == nullptr || request->bmc_session_id != exchange_.bmc_session_id) return std::nullopt;
    const auto key = user_key(*suite_, options.password);
    session::Rakp4 response;
    response.message_tag = request->message_tag;
    response.console_session_id = exchange_.console_session_id;
    const crypto::Hmac kg = options.kg ? crypto::Hmac(suite_->hash, as_bytes(*options.kg)) : key;
    const crypto::Hmac sik(suite_->hash, crypto::session_integrity_key(kg, exchange_).view());
    if (!crypto::equal(crypto::rakp3_code(key, exchange_).view(), request->key_exchange_authentication_code)) {
        response.status = RmcpStatus::invalid_integrity_check_value;
        ++logins_proven_wrong_;
    } else {
        auto whole = *suite_;
        whole.check_value_size += options.extra_check_value_bytes;
        const auto value = crypto::rakp4_check_value(whole, sik, exchange_);
        response.integrity_check_value.assign(value.view().begin(), value.view().end());
        if (!session_ || session_->keys.bmc_session_id != exchange_.bmc_session_id) {
            Session opened;
            opened.keys.suite = suite_;
            opened.keys.console_session_id = exchange_.console_session_id;
            opened.keys.bmc_session_id = exchange_.bmc_session_id;
            opened.keys.integrity = crypto::Hmac(suite_->hash, crypto::additional_key(sik, 1).view());
            const auto k2 = crypto::additional_key(sik, 2);
            opened.keys.encrypt = crypto::AesCbcEncryptor(k2.view().first<16>());
            opened.keys.decrypt = crypto::AesCbcDecryptor(k2.view().first<16>());
            session_ = std::move(opened);
            ++sessions_opened_;
        }
    }
    Bytes body;
    wire::Writer out(body);
    session::Rakp4::encode(out, response);
    return plain(PayloadType::rakp4, body);
}

std::optional<Bytes> ScriptedBmc::on_request(ByteView datagram, bool serving) {
    if (!session_) return std::nullopt;
    const auto& keys = session_->keys;
    const auto packet = packet::Session20::decode(datagram, keys.suite->integrity_size);
    if (!packet || packet->session_id != keys.bmc_session_id || !packet->authenticated) return std::nullopt;
    const auto code = keys.integrity.of(packet->signed_part);
    if (!crypto::equal(code.view().first(keys.suite->integrity_size), packet->auth_code)) return std::nullopt;
    if (options.check_replay) {
        if (packet->sequence > session_->highest) {
            const auto ahead = packet->sequence - session_->highest;
            session_->seen = ahead < 64 ? (session_->seen << ahead) | 1 : 1;
            session_->highest = packet->sequence;
        } else {
            const auto behind = session_->highest - packet->sequence;
            if (behind >= 64 || (session_->seen >> behind & 1) != 0) return std::nullopt;
            session_->seen |= std::uint64_t{1} << behind;
        }
    }
    if (options.one_at_a_time && serving) return std::nullopt;
    Bytes buffer(packet->payload.size() - 16);
    if (!keys.decrypt.run(packet->payload, buffer)) return std::nullopt;
    const auto message = packet::LanMessage::decode(ByteView(buffer).first(buffer.size() - buffer.back() - 1u));
    if (!message) return std::nullopt;
    ++requests_[{message->netfn, message->command}];
    std::optional<Bytes> answer;
    const bool goodbye = message->netfn == 0x06 && message->command == 0x3c;
    if (options.busy_when_pipelined && serving)
        answer = Bytes{0xc0};
    else if (goodbye)
        answer = Bytes{0x00};
    else if (message->netfn == 0x06 && message->command == 0x3b)
        answer = options.refuse_privilege ? Bytes{0x81} : Bytes{0x00, 0x04};
    else
        answer = answer_(message->netfn, message->command, message->data);
    if (!answer) return std::nullopt;

    packet::LanMessage reply;
    reply.target_address = message->source_address;
    reply.target_lun = message->source_lun;
    reply.netfn = static_cast<std::uint8_t>(message->netfn | 1);
    reply.source_address = message->target_address;
    reply.source_lun = message->target_lun;
    reply.sequence = message->sequence;
    reply.command = message->command;
    reply.data = *answer;
    Bytes text;
    wire::Writer plain_text(text);
    packet::LanMessage::encode(plain_text, reply);
    const auto pad = (16 - (text.size() + 1) % 16) % 16;
    for (std::size_t i = 1; i <= pad; ++i) text.push_back(static_cast<std::uint8_t>(i));
    text.push_back(static_cast<std::uint8_t>(pad));
    Bytes out_datagram;
    wire::Writer out(out_datagram);
    packet::Session20::begin_signed(out, PayloadType::ipmi, keys.console_session_id, ++session_->sequence,
                                    16 + text.size());
    std::array<std::uint8_t, 16> random{};
    for (auto& byte : random) byte = static_cast<std::uint8_t>(random_());
    Bytes cipher_text(random.size() + text.size());
    keys.encrypt.run(random, text, cipher_text);
    out.bytes(cipher_text);
    packet::Session20::end_signed(out, 0);
    const auto reply_code = keys.integrity.of(out.written(4));
    out.bytes(reply_code.view().first(keys.suite->integrity_size));
    if (options.corrupt_auth_code) out_datagram.back() ^= 1;
    if (goodbye) {
        ++sessions_closed_;
        session_.reset();
    }
    return out_datagram;
}

}  // namespace ipmi::test
