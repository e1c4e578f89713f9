// Exit codes of bmcscope. DESIGN section 5.
#pragma once

namespace ipmi::cli {

inline constexpr int exit_all_succeeded = 0;
inline constexpr int exit_some_failed = 1;
inline constexpr int exit_usage = 2;  ///< nothing was tried: options, inventory or host set are wrong
inline constexpr int exit_none_succeeded = 3;

}  // namespace ipmi::cli
