#include "bmc.hpp"

#include "dispatch.hpp"
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
    if (answer(datagram, now, workspace, out)) {
        ++counters.replies;
        return true;
    }
    out.resize(before);
    return false;
}

bool Bmc::answer(ByteView datagram, Time now, Workspace& workspace, Bytes& out) {
    constexpr std::size_t authentication_type_at = packet::Rmcp::size;
    wire::Writer writer(out);
    if (const auto ping = packet::PresencePing::decode(wire::Reader(datagram))) {
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
    if (packet->payload_type != PayloadType::ipmi) return answer_login(*this, *packet, now, out);
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
    session->seal(out, workspace.plain, random);
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
