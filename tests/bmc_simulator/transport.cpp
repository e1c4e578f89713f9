// LAN configuration, read-only. IPMI v2.0 rev 1.1, §23.2 and table 23-4.
#include "channel.hpp"
#include "commands.hpp"
#include "message/transport/get_lan_configuration_parameters.hpp"

namespace ipmi::sim {
namespace {

Bytes cipher_suite_ids(const Settings& settings) {
    Bytes ids(17, 0);  // one reserved byte, then up to sixteen
    for (std::size_t i = 0; i < settings.suites.size() && i < 16; ++i) ids[i + 1] = settings.suites[i];
    return ids;
}

/// A nibble a suite; every one is good for ADMINISTRATOR.
Bytes cipher_suite_levels(const Settings& settings) {
    Bytes levels(9, 0);
    for (std::size_t i = 0; i < settings.suites.size() && i < 16; ++i) {
        auto& byte = levels[1 + i / 2];
        byte = static_cast<std::uint8_t>(byte | 4u << (i % 2 * 4));
    }
    return levels;
}

std::optional<Bytes> parameter(const Bmc& bmc, std::uint8_t selector) {
    switch (selector) {
        case 0: return Bytes{0};     // set in progress: complete
        case 1: return Bytes{0};     // no IPMI 1.5 authentication types
        case 2: return Bytes(5, 0);  // nor any enabled
        case 3: return Bytes(bmc.ip.begin(), bmc.ip.end());
        case 4: return Bytes{1};  // static
        case 5:
            return Bytes{0x02,        bmc.guid[0], bmc.guid[1],
                         bmc.guid[2], bmc.guid[3], bmc.guid[4]};  // locally administered
        case 6: return Bytes{255, 0, 0, 0};
        case 7: return Bytes{0x40, 0x40, 0x10};  // TTL 64, do not fragment
        case 8: return Bytes{static_cast<std::uint8_t>(bmc.port), static_cast<std::uint8_t>(bmc.port >> 8)};
        case 10: return Bytes{0x02};  // ARP responses, no gratuitous ARP
        case 11: return Bytes{0x04};
        case 12: return Bytes(4, 0);  // no gateway
        case 13: return Bytes(6, 0);
        case 14: return Bytes(4, 0);
        case 15: return Bytes(6, 0);
        case 16: {
            Bytes community{'p', 'u', 'b', 'l', 'i', 'c'};
            community.resize(18);
            return community;
        }
        case 17: return Bytes{0};     // no alert destinations
        case 20: return Bytes{0, 0};  // no VLAN
        case 21: return Bytes{0};
        case 22: return Bytes{static_cast<std::uint8_t>(bmc.settings().suites.size())};
        case 23: return cipher_suite_ids(bmc.settings());
        case 24: return cipher_suite_levels(bmc.settings());
        default: return std::nullopt;
    }
}

Completion get_lan_configuration_parameters(Call& call) {
    return respond<lan::GetLanConfigurationParameters>(call, [&call](const auto& request, auto& response) {
        constexpr auto parameter_not_supported = static_cast<Completion>(0x80);
        if (!is_lan_channel(request.channel)) return Completion::invalid_data;
        if (request.revision_only) return Completion::ok;
        auto data = parameter(call.bmc, request.parameter_selector);
        if (!data) return parameter_not_supported;
        response.parameter_data = std::move(*data);
        return Completion::ok;
    });
}

constexpr Command transport_table[] = {
    {NetFn::transport, lan::GetLanConfigurationParameters::command, Level::operator_, get_lan_configuration_parameters},
};

}  // namespace

std::span<const Command> transport_commands() {
    return transport_table;
}

}  // namespace ipmi::sim
