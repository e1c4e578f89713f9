#include "model/device_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "message/app/get_channel_info.hpp"
#include "message/app/get_device_guid.hpp"
#include "message/app/get_self_test_results.hpp"
#include "message/app/get_system_guid.hpp"
#include "model/freeipmi_texts.hpp"
#include "model/lan_settings.hpp"
#include "model/user_settings.hpp"
#include "session/gather.hpp"

namespace ipmi::model {
namespace {

constexpr std::uint8_t present_channel = 0x0e;

bool all_zero(const std::array<std::uint8_t, 16>& guid) {
    return std::all_of(guid.begin(), guid.end(), [](std::uint8_t byte) { return byte == 0; });
}

void put_guid(DeviceReport& report, const std::array<std::uint8_t, 16>& guid) {
    if (report.has_guid || all_zero(guid)) return;
    report.guid = guid;
    report.has_guid = true;
}

}  // namespace

DeviceId device_id_of(const app::GetDeviceId::Response& response) {
    DeviceId id;
    id.device_id = response.device_id;
    id.device_revision = response.device_revision;
    id.provides_device_sdrs = response.provides_device_sdrs;
    id.update_in_progress = response.update_in_progress;
    id.firmware_major = response.firmware_major;
    id.firmware_minor = response.firmware_minor;
    id.ipmi_version = response.ipmi_version;
    id.additional_support = response.additional_support;
    id.manufacturer_id = response.manufacturer_id;
    id.product_id = response.product_id;
    id.auxiliary_firmware = response.auxiliary_firmware.value_or(std::array<std::uint8_t, 4>{});
    return id;
}

std::string self_test_text(std::uint8_t result, std::uint8_t detail) {
    switch (result) {
        case 0x55: return "passed";
        case 0x56: return "not implemented";
        case 0x57: break;
        case 0x58: return fmt::format("fatal hardware error ({:02X}h)", detail);
        default: return fmt::format("device-specific failure {:02X}h {:02X}h", result, detail);
    }
    constexpr std::array<const char*, 8> texts{"operational firmware corrupted",
                                               "boot block firmware corrupted",
                                               "internal use area of the BMC's FRU corrupted",
                                               "SDR repository empty",
                                               "IPMB signal lines do not respond",
                                               "BMC FRU device not accessible",
                                               "SDR repository not accessible",
                                               "SEL device not accessible"};
    std::string text;
    for (std::size_t bit = texts.size(); bit-- > 0;) {
        if ((detail & (1u << bit)) == 0) continue;
        if (!text.empty()) text += ", ";
        text += texts[bit];
    }
    return text.empty() ? "corrupted or inaccessible data" : text;
}

Task<Result<DeviceReport>> read_device(session::Channel& channel, bool settings) {
    const Empty nothing{};
    const app::GetChannelInfo::Request this_channel{present_channel};
    std::vector<session::Command> commands;
    commands.push_back(session::command_of<app::GetDeviceId>(nothing));
    commands.push_back(session::command_of<app::GetSelfTestResults>(nothing));
    commands.push_back(session::command_of<app::GetSystemGuid>(nothing));
    commands.push_back(session::command_of<app::GetDeviceGuid>(nothing));
    if (settings) commands.push_back(session::command_of<app::GetChannelInfo>(this_channel));
    const auto replies = co_await session::gather(channel, std::move(commands));
    if (!replies) co_return std::unexpected(replies.error());
    const auto id = session::gathered<app::GetDeviceId>((*replies)[0]);
    if (!id) co_return std::unexpected(id.error());

    DeviceReport report;
    report.id = device_id_of(*id);
    report.manufacturer = manufacturer_name(report.id.manufacturer_id);
    if (const auto test = session::gathered<app::GetSelfTestResults>((*replies)[1])) {
        report.self_test = static_cast<std::uint16_t>(test->result << 8 | test->detail);
        report.self_test_text = self_test_text(test->result, test->detail);
    }
    if (const auto guid = session::gathered<app::GetSystemGuid>((*replies)[2])) put_guid(report, guid->guid);
    if (const auto guid = session::gathered<app::GetDeviceGuid>((*replies)[3])) put_guid(report, guid->guid);
    if (!settings) co_return report;
    const auto info = session::gathered<app::GetChannelInfo>((*replies)[4]);
    const auto number = info ? info->channel : present_channel;

    auto lan = co_await read_lan_settings(channel, number);
    if (lan)
        report.lan = std::move(*lan);
    else
        report.warnings.push_back("LAN settings: " + lan.error().context);
    auto users = co_await read_users(channel, number);
    if (users)
        report.users = std::move(*users);
    else
        report.warnings.push_back("users: " + users.error().context);
    co_return report;
}

}  // namespace ipmi::model
