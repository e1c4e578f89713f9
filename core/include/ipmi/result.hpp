// What every fallible function of the engine returns. The peer or the world misbehaved: an Error in a Result.
// We have a bug: assert. Cannot start: an exception, caught once in main(). Which of the codes a call can return stands
// at the call; nothing in this file fails.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>

namespace ipmi {

/// An enumerator exists where some caller acts on it; the prose goes in Error::context.
enum class Errc : std::uint8_t {
    unset,            ///< a default-constructed Error; never returned on purpose
    timeout,          ///< no answer in time
    unreachable,      ///< no route, port closed, name not found: the network itself said no
    auth_failed,      ///< user, password or K_g refused (§13.20 to §13.23): the next automatic login waits
    no_privilege,     ///< the BMC knows us but does not allow this user that privilege
    busy,             ///< the BMC has no free session or buffer: try again later
    malformed,        ///< bytes that are not what the specification says
    unsupported,      ///< the BMC (or this build) does not offer it
    completion_code,  ///< the command was refused; Error::completion holds the code; IPMI v2.0 rev 1.1, table 5-2
    outcome_unknown,  ///< a command that must not run twice lost its reply: read the state, then decide
    cancelled,        ///< stopped by the caller
    local,            ///< this machine: files, memory, configuration
};

struct Error {
    Errc code = Errc::unset;
    std::string context{};                     ///< one line in plain words; never a secret
    std::optional<std::uint8_t> completion{};  ///< set with Errc::completion_code
    bool operator==(const Error&) const = default;
};

template <class T>
using Result = std::expected<T, Error>;

/// "timeout", "auth_failed" …: the snake_case name, as in JSON.
const char* to_string(Errc code);

/// A time-out of somebody who has answered before: address and port are right.
bool has_answered(const Error& error);
/// The session may not do that (completion code D4h).
bool lacks_privilege(const Error& error);

/// The IPMI completion code in words ("Node busy"). IPMI v2.0 rev 1.1, table 5-2.
const char* completion_text(std::uint8_t completion);

}  // namespace ipmi
