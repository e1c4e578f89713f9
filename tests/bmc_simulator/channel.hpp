// The one LAN channel of this BMC.
#pragma once

#include <cstdint>

namespace ipmi::sim {

inline constexpr std::uint8_t lan_channel = 1;

/// 0Eh is "the channel this comes by".
constexpr bool is_lan_channel(std::uint8_t channel) {
    return channel == lan_channel || channel == 0x0e;
}

}  // namespace ipmi::sim
