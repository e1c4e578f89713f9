// How to get at the BMC: what the command line, the FreeIPMI configuration file and -O say of user, password,
// privilege, key and cipher suite, put into one Target. What they say and this program does not need is listed with the
// reason.
#pragma once

#include <ipmi/result.hpp>
#include <ipmi/target.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plugins::dropin {

struct Access {
    std::optional<std::string> user{};
    std::optional<ipmi::Secret> password{};
    std::optional<ipmi::Secret> kg{};
    std::optional<ipmi::Privilege> privilege{};
    std::optional<std::uint8_t> cipher_suite{};
    std::optional<std::chrono::milliseconds> session_timeout{};
    std::vector<std::string> notes{};  ///< what was ignored, and why
};

/// One setting by FreeIPMI's name ("privilege-level"), from its file or from -O. `value` is wiped by the caller where
/// it may be secret. Errors: local (a value that makes no sense, or a setting that is not carried).
ipmi::Result<void> apply_setting(Access& access, std::string_view name, std::string_view value);

/// "user", "OPERATOR", "admin" … as FreeIPMI takes them. Errors: local.
ipmi::Result<ipmi::Privilege> parse_privilege(std::string_view text);

/// LAN_2_0 and its other spellings; "default" means the same here. Errors: local (IPMI 1.5 and in-band drivers).
ipmi::Result<void> check_driver(std::string_view text);

/// `host` as -H takes it.
ipmi::Target make_target(const std::string& host, const Access& access);

}  // namespace plugins::dropin
