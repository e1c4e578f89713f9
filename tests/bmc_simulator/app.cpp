// Application commands: who the BMC is, and the session itself. IPMI v2.0 rev 1.1, §20 and §22.
#include "commands.hpp"
#include "message/app/close_session.hpp"
#include "message/app/get_device_id.hpp"
#include "message/app/set_session_privilege_level.hpp"

namespace ipmi::sim {
namespace {

constexpr std::uint8_t lan_channel = 1;
constexpr std::uint8_t present_channel = 0x0e;

Completion get_device_id(Call& call) {
    return respond<app::GetDeviceId>(call, [&call](const auto&, auto& response) {
        response = call.bmc.profile().device_id;
        return Completion::ok;
    });
}

bool is_this_channel(std::uint8_t channel) {
    return (channel & 0x0f) == lan_channel || (channel & 0x0f) == present_channel;
}

/// Get Channel Authentication Capabilities, §22.13: 2.0 sessions only, by user name and password.
Completion get_channel_authentication_capabilities(Call& call) {
    const auto channel = call.body.u8();
    const auto level = call.body.u8() & 0x0f;
    if (call.body.failed()) return Completion::length_invalid;
    if (!is_this_channel(channel) || level < 1 || level > 4) return Completion::invalid_data;
    const bool extended = (channel & 0x80) != 0;
    call.out.u8(lan_channel);
    call.out.u8(extended ? 0x80 : 0x00);  // extended data; no IPMI 1.5 authentication type
    const bool kg = !call.bmc.settings().kg.empty();
    call.out.u8(static_cast<std::uint8_t>((extended && kg ? 0x20 : 0) | 0x04));  // non-null user names
    call.out.u8(extended ? 0x02 : 0x00);                                         // IPMI 2.0 connections
    call.out.u24(0);
    call.out.u8(0);
    return Completion::ok;
}

/// Get Channel Cipher Suites, §22.15: sixteen bytes of the list at a time.
Completion get_channel_cipher_suites(Call& call) {
    const auto channel = call.body.u8();
    call.body.skip(1);
    const std::size_t index = call.body.u8() & 0x3f;
    if (call.body.failed()) return Completion::length_invalid;
    if (!is_this_channel(channel)) return Completion::invalid_data;
    Bytes list;
    wire::Writer records(list);
    for (const auto id : call.bmc.settings().suites) {
        const auto* suite = crypto::find_cipher_suite(id);
        if (suite == nullptr) continue;
        records.u8(0xc0);  // standard suite
        records.u8(suite->id);
        records.u8(suite->authentication);
        records.u8(static_cast<std::uint8_t>(0x40 | suite->integrity));
        records.u8(static_cast<std::uint8_t>(0x80 | suite->confidentiality));
    }
    call.out.u8(lan_channel);
    constexpr std::size_t at_once = 16;
    if (index * at_once < list.size()) {
        const auto rest = ByteView(list).subspan(index * at_once);
        call.out.bytes(rest.first(std::min(at_once, rest.size())));
    }
    return Completion::ok;
}

Completion set_session_privilege_level(Call& call) {
    return respond<app::SetSessionPrivilegeLevel>(call, [&call](const auto& request, auto& response) {
        constexpr auto exceeds_limit = static_cast<Completion>(0x81);
        const auto wanted = static_cast<Level>(request.requested_privilege_level);
        if (wanted == Level::callback || request.requested_privilege_level > 5) return Completion::invalid_data;
        if (wanted > call.session->maximum) return exceeds_limit;
        if (wanted != Level::none) call.session->level = wanted;
        response.new_privilege_level = static_cast<std::uint8_t>(call.session->level);
        return Completion::ok;
    });
}

Completion close_session(Call& call) {
    return respond<app::CloseSession>(call, [&call](const auto& request, auto&) {
        constexpr auto invalid_session_id = static_cast<Completion>(0x87);
        if (request.session_id == call.session->id()) {
            call.session->level = Level::none;  // removed once the answer is sealed
            return Completion::ok;
        }
        if (call.session->level < Level::administrator) return Completion::insufficient_privilege;
        if (call.bmc.sessions.find(request.session_id) == nullptr) return invalid_session_id;
        call.bmc.sessions.remove(request.session_id);
        return Completion::ok;
    });
}

constexpr Command commands[] = {
    {NetFn::app, 0x01, Level::user, get_device_id},
    {NetFn::app, 0x38, Level::none, get_channel_authentication_capabilities},
    {NetFn::app, 0x3b, Level::callback, set_session_privilege_level},
    {NetFn::app, 0x3c, Level::callback, close_session},
    {NetFn::app, 0x54, Level::none, get_channel_cipher_suites},
};

}  // namespace

std::span<const Command> app_commands() {
    return commands;
}

}  // namespace ipmi::sim
