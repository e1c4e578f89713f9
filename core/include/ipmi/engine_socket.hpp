// Where a running engine is asked: a Unix socket, unix(7).
#pragma once

#include <cstddef>
#include <string_view>

namespace ipmi {

inline constexpr std::string_view default_engine_socket = "/run/bmcscope/engine.sock";
inline constexpr std::size_t longest_socket_path = 107;  ///< bytes; sun_path, without its end

}  // namespace ipmi
