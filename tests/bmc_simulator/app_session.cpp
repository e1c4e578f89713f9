// Channels, sessions and users. IPMI v2.0 rev 1.1, §22.
#include "channel.hpp"
#include "commands.hpp"
#include "message/app/cipher_suite_records.hpp"
#include "message/app/close_session.hpp"
#include "message/app/get_channel_access.hpp"
#include "message/app/get_channel_authentication_capabilities.hpp"
#include "message/app/get_channel_cipher_suites.hpp"
#include "message/app/get_channel_info.hpp"
#include "message/app/get_session_info.hpp"
#include "message/app/get_user_access.hpp"
#include "message/app/get_user_name.hpp"
#include "message/app/set_session_privilege_level.hpp"

namespace ipmi::sim {
namespace {

constexpr std::uint8_t user_ids = 10;

std::uint8_t number(Level level) {
    return static_cast<std::uint8_t>(level);
}

/// 2.0 sessions only, by user name and password.
Completion get_channel_authentication_capabilities(Call& call) {
    return respond<app::GetChannelAuthenticationCapabilities>(call, [&call](const auto& request, auto& response) {
        if (!is_lan_channel(request.channel) || request.privilege < 1 || request.privilege > 4)
            return Completion::invalid_data;
        response.channel = lan_channel;
        response.ipmi20_data = request.ask_for_ipmi20;
        response.supports_ipmi20 = request.ask_for_ipmi20;
        response.needs_kg = request.ask_for_ipmi20 && !call.bmc.settings().kg.empty();
        response.non_null_users = true;
        return Completion::ok;
    });
}

Completion get_channel_cipher_suites(Call& call) {
    return respond<app::GetChannelCipherSuites>(call, [&call](const auto& request, auto& response) {
        if (!is_lan_channel(request.channel)) return Completion::invalid_data;
        Bytes list;
        wire::Writer records(list);
        for (const auto id : call.bmc.settings().suites) {
            const auto* suite = crypto::find_cipher_suite(id);
            if (suite == nullptr) continue;
            app::CipherSuiteRecord record{.suite_id = suite->id};
            record.algorithms = {suite->authentication, suite->integrity, suite->confidentiality};
            app::encode(records, record);
        }
        constexpr std::size_t at_once = 16;
        const auto from = std::min(request.list_index * at_once, list.size());
        const auto part = ByteView(list).subspan(from).first(std::min(at_once, list.size() - from));
        response.channel = lan_channel;
        response.record_data.assign(part.begin(), part.end());
        return Completion::ok;
    });
}

Completion set_session_privilege_level(Call& call) {
    return respond<app::SetSessionPrivilegeLevel>(call, [&call](const auto& request, auto& response) {
        constexpr auto exceeds_limit = static_cast<Completion>(0x81);
        const auto wanted = static_cast<Level>(request.requested_privilege_level);
        if (wanted == Level::callback || request.requested_privilege_level > 5) return Completion::invalid_data;
        if (wanted > call.session->maximum) return exceeds_limit;
        if (wanted != Level::none) call.session->level = wanted;
        response.new_privilege_level = number(call.session->level);
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

Completion get_session_info(Call& call) {
    return respond<app::GetSessionInfo>(call, [&call](const auto& request, auto& response) {
        const auto& all = call.bmc.sessions.all();
        const Session* asked = nullptr;
        std::uint8_t handle = 0;
        std::uint8_t active = 0;
        for (const auto& session : all) {
            if (session->state != Session::State::active) continue;
            ++active;
            const bool match = request.session_index == 0      ? session.get() == call.session
                               : request.session_index == 0xfe ? active == request.session_handle
                               : request.session_index == 0xff ? session->id() == request.session_id
                                                               : active == request.session_index;
            if (!match) continue;
            asked = session.get();
            handle = active;
        }
        response.possible_sessions = static_cast<std::uint8_t>(call.bmc.settings().session_limit);
        response.active_sessions = active;
        if (asked == nullptr) {
            if (request.session_index == 0xfe || request.session_index == 0xff) return Completion::not_present;
            return Completion::ok;
        }
        response.session_handle = handle;
        response.user = app::GetSessionInfo::User{asked->user_id, number(asked->level), 1, lan_channel};
        return Completion::ok;
    });
}

Completion get_channel_access(Call& call) {
    return respond<app::GetChannelAccess>(call, [](const auto& request, auto& response) {
        if (!is_lan_channel(request.channel) || request.which < 1 || request.which > 2) return Completion::invalid_data;
        response.access_mode = 2;  // always available
        response.privilege_limit = number(Level::administrator);
        return Completion::ok;
    });
}

Completion get_channel_info(Call& call) {
    return respond<app::GetChannelInfo>(call, [&call](const auto& request, auto& response) {
        if (!is_lan_channel(request.channel)) return Completion::invalid_data;
        response.channel = lan_channel;
        response.medium_type = 4;      // 802.3 LAN
        response.protocol_type = 1;    // IPMB 1.0
        response.session_support = 2;  // several
        response.active_sessions = static_cast<std::uint8_t>(call.bmc.sessions.active());
        return Completion::ok;
    });
}

Completion get_user_access(Call& call) {
    return respond<app::GetUserAccess>(call, [&call](const auto& request, auto& response) {
        if (!is_lan_channel(request.channel)) return Completion::invalid_data;
        if (request.user_id == 0 || request.user_id > user_ids) return Completion::invalid_data;
        const auto& users = call.bmc.settings().users;
        response.maximum_user_ids = user_ids;
        response.enabled_user_ids = static_cast<std::uint8_t>(std::ranges::count(users, true, &User::enabled));
        response.fixed_names = 1;
        const User nobody;
        const auto& user = request.user_id <= users.size() ? users[request.user_id - 1u] : nobody;
        response.enable_status = user.enabled ? 1 : 2;
        response.ipmi_messaging = user.enabled;
        response.privilege_limit = number(user.limit);
        return Completion::ok;
    });
}

Completion get_user_name(Call& call) {
    return respond<app::GetUserName>(call, [&call](const auto& request, auto& response) {
        if (request.user_id == 0 || request.user_id > user_ids) return Completion::invalid_data;
        const auto& users = call.bmc.settings().users;
        if (request.user_id <= users.size()) response.user_name = users[request.user_id - 1u].name;
        return Completion::ok;
    });
}

constexpr Command app_session_table[] = {
    {NetFn::app, app::GetChannelAuthenticationCapabilities::command, Level::none,
     get_channel_authentication_capabilities},
    {NetFn::app, app::SetSessionPrivilegeLevel::command, Level::callback, set_session_privilege_level},
    {NetFn::app, app::CloseSession::command, Level::callback, close_session},
    {NetFn::app, app::GetSessionInfo::command, Level::user, get_session_info},
    {NetFn::app, app::GetChannelAccess::command, Level::user, get_channel_access},
    {NetFn::app, app::GetChannelInfo::command, Level::user, get_channel_info},
    {NetFn::app, app::GetUserAccess::command, Level::operator_, get_user_access},
    {NetFn::app, app::GetUserName::command, Level::operator_, get_user_name},
    {NetFn::app, app::GetChannelCipherSuites::command, Level::none, get_channel_cipher_suites},
};

}  // namespace

std::span<const Command> app_session_commands() {
    return app_session_table;
}

}  // namespace ipmi::sim
