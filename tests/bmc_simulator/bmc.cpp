#include "bmc.hpp"

#include "dispatch.hpp"
#include "hostility.hpp"
#include "login.hpp"
#include "packet/asf.hpp"
#include "power.hpp"
#include "session15.hpp"

namespace ipmi::sim {

using packet::PayloadType;
using packet::Session20;

Bmc::Bmc(const Profile& profile, const Settings& settings, std::uint64_t index)
    : random(settings.seed, index), log(profile), profile_(&profile), settings_(&settings) {
    chassis.on_since = settings.start;
    random.fill(guid);
    // Version 4. GUIDs are sent backwards (§20.8): RFC 4122's octets 6 and 8 stand in bytes 9 and 7.
    guid[9] = static_cast<std::uint8_t>((guid[9] & 0x0f) | 0x40);
    guid[7] = static_cast<std::uint8_t>((guid[7] & 0x3f) | 0x80);
}

std::uint16_t Bmc::reserve_sdrs() {
    if (++sdr_reservation == 0) sdr_reservation = 1;
    return sdr_reservation;
}

const Faults& Bmc::faults() const {
    static const Faults healthy{};
    return faults_ ? *faults_ : healthy;
}

Faults& Bmc::edit_faults() {
    if (!faults_) faults_ = std::make_unique<Faults>();
    return *faults_;
}

void Bmc::clear_faults() {
    faults_.reset();
    apply_faults();
}

void Bmc::apply_faults() {
    log.wraps = faults().sel_wrap;
    log.capacity_override = faults().sel_capacity;
}

void Bmc::expire_sessions(Time now) {
    // A login that stopped after the challenge was one that failed: the console may have tried a password.
    for (const auto user_id : sessions.expire(*settings_, now)) login_failed(user_id, now);
}

void Bmc::login_failed(std::uint8_t user_id, Time now) {
    ++counters.refused_logins;
    lockout.failed(user_id, faults().lockout, faults().lockout_time, now);
}

bool Bmc::holds_sdr_reservation(std::uint16_t reservation) {
    if (reservation == 0 || reservation != sdr_reservation) return false;
    if (!faults_ || !Faults::spend(faults_->lose_reservations)) return true;
    sdr_reservation = 0;
    return false;
}

const Bytes* Bmc::fru(std::uint8_t id) const {
    if (written_frus)
        if (const auto found = written_frus->find(id); found != written_frus->end()) return &found->second;
    const auto found = profile_->frus.find(id);
    return found == profile_->frus.end() ? nullptr : &found->second;
}

Bytes* Bmc::writable_fru(std::uint8_t id) {
    const auto* present = fru(id);
    if (present == nullptr) return nullptr;
    if (!written_frus) written_frus = std::make_unique<std::map<std::uint8_t, Bytes>>();
    return &written_frus->try_emplace(id, *present).first->second;
}

void Bmc::cold_reset(Time now) {
    reset_requested = false;
    sessions.clear();
    sdr_reservation = 0;
    log.cancel_reservation();
    silent_until = now + settings_->restart_time;
}

bool Bmc::receive(ByteView datagram, Time now, Workspace& workspace, Bytes& out) {
    ++counters.datagrams;
    if (now < silent_until) return false;
    advance_power(*this, now);
    const auto before = out.size();
    const bool occupied = busy_until_ > now && (faults().one_at_a_time || faults().node_busy);
    refuses_ = occupied && faults().node_busy;
    leaves_at_ = now;
    if ((occupied && !refuses_) || !answer(datagram, now, workspace, out)) {
        out.resize(before);
        return false;
    }
    ++counters.replies;
    if (faults_ && !occupied) occupy(now);
    return true;
}

/// The answer leaves when the controller has worked off what came before.
void Bmc::occupy(Time now) {
    auto service = faults_->service;
    constexpr auto shortest = std::chrono::microseconds(200);  // without any, nothing could come "while it works"
    if (faults_->one_at_a_time || faults_->node_busy) service = std::max<Duration>(service, shortest);
    if (service == Duration::zero()) return;
    busy_until_ = std::max(busy_until_, now) + service;
    leaves_at_ = busy_until_;
}

SealFaults Bmc::next_seal_faults(Bytes& plain) {
    SealFaults seal;
    if (!faults_) return seal;
    seal.wrong_auth_code = Faults::spend(faults_->wrong_hmac);
    seal.long_auth_code = faults_->long_auth_code;
    seal.sixteen_byte_pad = faults_->sixteen_byte_pad;
    if (random.chance(faults_->hostile_lengths)) make_hostile(plain, seal, random);
    return seal;
}

bool Bmc::answer(ByteView datagram, Time now, Workspace& workspace, Bytes& out) {
    constexpr std::size_t authentication_type_at = packet::Rmcp::size;
    wire::Writer writer(out);
    if (const auto ping = packet::PresencePing::decode(wire::Reader(datagram))) {
        if (faults().is_silent("ping")) return false;
        packet::PresencePong::encode(writer, packet::PresencePong{ping->message_tag, true, true});
        return true;
    }
    if (datagram.size() > authentication_type_at &&
        datagram[authentication_type_at] != packet::authentication_type_rmcpp) {
        const auto packet = Session15::decode(datagram);
        if (packet && packet->session_id == 0 && outside_session(packet->payload, now, workspace)) {
            Session15::encode(writer, workspace.plain);
            return true;
        }
        ++counters.discarded;
        return false;
    }
    // The AuthCode's length is the session's: it is found out below, at least that many bytes must be there.
    constexpr std::size_t shortest_auth_code = 12;
    const auto packet = Session20::decode(datagram, shortest_auth_code);
    if (!packet) {
        ++counters.discarded;
        return false;
    }
    if (packet->session_id != 0) return in_session(*packet, now, workspace, out);
    if (packet->payload_type != PayloadType::ipmi) {
        const auto start = out.size();
        if (!answer_login(*this, *packet, now, out)) return false;
        if (random.chance(faults().hostile_lengths)) cut(out, start, random);
        return true;
    }
    if (!outside_session(packet->payload, now, workspace)) {
        ++counters.discarded;
        return false;
    }
    Session20::encode_plain(writer, PayloadType::ipmi, 0, 0, workspace.plain);
    return true;
}

bool Bmc::in_session(const Session20& packet, Time now, Workspace& workspace, Bytes& out) {
    auto* session = sessions.find(packet.session_id);
    const auto opened =
        session != nullptr && session->state == Session::State::active && packet.payload_type == PayloadType::ipmi
            ? session->open(packet, workspace.opened)
            : std::nullopt;
    if (!opened) {
        ++counters.discarded;
        return false;
    }
    session->last_heard = now;
    const auto message = packet::LanMessage::decode(*opened);
    if (!message) return false;
    if (!execute(*this, session, *message, now, workspace.plain)) return false;
    const auto seal = next_seal_faults(workspace.plain);
    session->seal(out, workspace.plain, random, seal);
    if (reset_requested)
        cold_reset(now);
    else if (session->level == Level::none)
        sessions.remove(session->id());  // closed by its own request
    return true;
}

bool Bmc::outside_session(ByteView payload, Time now, Workspace& workspace) {
    const auto message = packet::LanMessage::decode(payload);
    return message && execute(*this, nullptr, *message, now, workspace.plain);
}

}  // namespace ipmi::sim
