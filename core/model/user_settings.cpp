#include "model/user_settings.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "message/app/get_user_access.hpp"
#include "message/app/get_user_name.hpp"
#include "session/gather.hpp"

namespace ipmi::model {
namespace {

constexpr std::uint8_t enabled = 1;
constexpr std::uint8_t disabled = 2;
constexpr std::uint8_t no_access = 0x0f;
constexpr std::uint8_t most_users = 63;  // six bits in the specification

std::optional<Privilege> privilege_of(std::uint8_t limit) {
    if (limit < 1 || limit > 4) return std::nullopt;
    return static_cast<Privilege>(limit);
}

}  // namespace

Task<Result<std::vector<UserSetting>>> read_users(session::Channel& channel, std::uint8_t channel_number) {
    app::GetUserAccess::Request first;
    first.channel = channel_number;
    first.user_id = 1;
    const auto access = co_await session::call<app::GetUserAccess>(channel, first);
    if (!access) co_return std::unexpected(access.error());
    const auto count = std::min(access->maximum_user_ids, most_users);
    std::vector<session::Command> commands;
    for (std::uint8_t id = 1; id <= count; ++id) {
        app::GetUserAccess::Request ask_access;
        ask_access.channel = channel_number;
        ask_access.user_id = id;
        app::GetUserName::Request ask_name;
        ask_name.user_id = id;
        commands.push_back(session::command_of<app::GetUserAccess>(ask_access));
        commands.push_back(session::command_of<app::GetUserName>(ask_name));
    }
    const auto replies = co_await session::gather(channel, std::move(commands));
    if (!replies) co_return std::unexpected(replies.error());
    std::vector<UserSetting> users;
    for (std::uint8_t id = 1; id <= count; ++id) {
        const auto at = std::size_t{2} * (id - 1u);
        const auto rights = session::gathered<app::GetUserAccess>((*replies)[at]);
        const auto name = session::gathered<app::GetUserName>((*replies)[at + 1]);  // refused where never set
        UserSetting user;
        user.id = id;
        if (name) user.name = clean_text(name->user_name);
        if (rights) {
            // Firmware older than the status bits leaves them 0: then the right to send messages decides.
            user.enabled =
                rights->enable_status == enabled || (rights->enable_status != disabled && rights->ipmi_messaging);
            if (rights->privilege_limit != no_access) user.privilege = privilege_of(rights->privilege_limit);
        }
        if (!user.name.empty() || (rights && rights->ipmi_messaging)) users.push_back(std::move(user));
    }
    co_return users;
}

}  // namespace ipmi::model
