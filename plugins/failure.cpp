#include "failure.hpp"

#include <fmt/format.h>

namespace plugins {
namespace {

const char* advice(const ipmi::Error& error, bool answered) {
    switch (error.code) {
        case ipmi::Errc::timeout:
            if (answered || has_answered(error))
                return "It has answered, so it is slow or busy: --timeout gives it more time.";
            return "Is the address the BMC's, and its UDP port (623 where none is given) open from here? `bmcscope "
                   "ping` "
                   "tells.";
        case ipmi::Errc::auth_failed:
            return "Check user and password in the credentials file; where a failure can be remembered the next login "
                   "waits, --retry-auth does not.";
        case ipmi::Errc::no_privilege:
            return "Lower `privilege` in the credentials, or raise the user's limit on the BMC.";
        case ipmi::Errc::busy:
            return "All sessions of this BMC are taken; they end by themselves after about a minute.";
        case ipmi::Errc::unsupported: return "`cipher_suites` of the host's inventory entry limits what is proposed.";
        case ipmi::Errc::completion_code:
            if (lacks_privilege(error))
                return "The session may not do that: a higher `privilege` in the credentials asks for more.";
            return nullptr;
        default: return nullptr;
    }
}

}  // namespace

Check check_failed(const std::string& host, const ipmi::Error& error, bool answered) {
    Check check;
    check.state = Severity::unknown;
    check.text = host.empty() ? error.context : fmt::format("{}: {}", host, error.context);
    if (const auto* words = advice(error, answered)) check.notes.emplace_back(words);
    return check;
}

}  // namespace plugins
