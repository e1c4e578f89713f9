#include "model/lan_settings.hpp"

#include <fmt/format.h>

#include <array>

#include "base/hex.hpp"
#include "message/transport/get_lan_configuration_parameters.hpp"
#include "session/gather.hpp"

namespace ipmi::model {
namespace {

using lan::GetLanConfigurationParameters;

enum Parameter : std::uint8_t {
    ip_address = 3,
    ip_source = 4,
    mac_address = 5,
    subnet_mask = 6,
    gateway = 12,
    vlan = 20
};
constexpr std::array<std::uint8_t, 6> parameters{ip_address, ip_source, mac_address, subnet_mask, gateway, vlan};

std::string dotted(ByteView data) {
    if (data.size() < 4) return {};
    return fmt::format("{}.{}.{}.{}", data[0], data[1], data[2], data[3]);
}

std::string source_text(ByteView data) {
    constexpr std::array<const char*, 5> texts{"unspecified", "static", "DHCP", "BIOS", "other"};
    if (data.empty()) return {};
    const auto code = static_cast<std::size_t>(data[0] & 0x0f);
    return code < texts.size() ? texts[code] : fmt::format("reserved {:X}h", code);
}

void put(LanSettings& settings, std::uint8_t parameter, ByteView data) {
    switch (parameter) {
        case ip_address: settings.ip_address = dotted(data); break;
        case ip_source: settings.ip_source = source_text(data); break;
        case mac_address:
            if (data.size() >= 6) settings.mac_address = to_hex(data.first(6), ":");
            break;
        case subnet_mask: settings.subnet_mask = dotted(data); break;
        case gateway: settings.gateway = dotted(data); break;
        case vlan: {
            constexpr std::uint8_t enabled = 0x80;
            if (data.size() >= 2 && (data[1] & enabled) != 0)
                settings.vlan = static_cast<std::uint16_t>(data[0] | (data[1] & 0x0f) << 8);
            break;
        }
        default: break;
    }
}

}  // namespace

Task<Result<LanSettings>> read_lan_settings(session::Channel& channel, std::uint8_t channel_number) {
    std::vector<session::Command> commands;
    for (const auto parameter : parameters) {
        GetLanConfigurationParameters::Request request;
        request.channel = channel_number;
        request.parameter_selector = parameter;
        commands.push_back(session::command_of<GetLanConfigurationParameters>(request));
    }
    const auto replies = co_await session::gather(channel, std::move(commands));
    if (!replies) co_return std::unexpected(replies.error());
    LanSettings settings;
    settings.channel = channel_number;
    bool any = false;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        const auto reply = session::gathered<GetLanConfigurationParameters>((*replies)[i]);
        if (!reply) continue;
        any = true;
        put(settings, parameters[i], reply->parameter_data);
    }
    if (!any) {
        const auto first = session::gathered<GetLanConfigurationParameters>(replies->front());
        co_return std::unexpected(first.error());
    }
    co_return settings;
}

}  // namespace ipmi::model
