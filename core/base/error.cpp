#include "base/error.hpp"

#include <fmt/format.h>

#include "base/completion.hpp"

namespace ipmi {

const char* to_string(Errc code) {
    switch (code) {
        case Errc::unset: return "unset";
        case Errc::timeout: return "timeout";
        case Errc::unreachable: return "unreachable";
        case Errc::auth_failed: return "auth_failed";
        case Errc::no_privilege: return "no_privilege";
        case Errc::busy: return "busy";
        case Errc::malformed: return "malformed";
        case Errc::unsupported: return "unsupported";
        case Errc::completion_code: return "completion_code";
        case Errc::outcome_unknown: return "outcome_unknown";
        case Errc::cancelled: return "cancelled";
        case Errc::local: return "local";
    }
    return "unset";
}

const char* completion_text(std::uint8_t completion) {
    switch (completion) {
        case 0x00: return "completed normally";
        case 0xc0: return "node busy";
        case 0xc1: return "invalid command";
        case 0xc2: return "command invalid for given LUN";
        case 0xc3: return "time-out while processing command";
        case 0xc4: return "out of space";
        case 0xc5: return "reservation cancelled or invalid reservation id";
        case 0xc6: return "request data truncated";
        case 0xc7: return "request data length invalid";
        case 0xc8: return "request data field length limit exceeded";
        case 0xc9: return "parameter out of range";
        case 0xca: return "cannot return number of requested data bytes";
        case 0xcb: return "requested sensor, data or record not present";
        case 0xcc: return "invalid data field in request";
        case 0xcd: return "command illegal for specified sensor or record type";
        case 0xce: return "command response could not be provided";
        case 0xcf: return "cannot execute duplicated request";
        case 0xd0: return "SDR repository in update mode";
        case 0xd1: return "device in firmware update mode";
        case 0xd2: return "BMC initialisation in progress";
        case 0xd3: return "destination unavailable";
        case 0xd4: return "insufficient privilege level";
        case 0xd5: return "command not supported in present state";
        case 0xd6: return "command disabled";
        case 0xff: return "unspecified error";
        default: break;
    }
    if (completion >= 0x01 && completion <= 0x7e) return "device-specific (OEM) code";
    if (completion >= 0x80 && completion <= 0xbe) return "command-specific code";
    return "reserved code";
}

std::unexpected<Error> refused(std::string_view command, std::uint8_t completion) {
    return std::unexpected(Error{Errc::completion_code,
                                 fmt::format("{}: {} ({:02X}h)", command, completion_text(completion), completion),
                                 completion});
}

Error within(std::string_view where, Error error) {
    error.context = error.context.empty() ? std::string(where) : fmt::format("{}: {}", where, error.context);
    return error;
}

bool has_answered(const Error& error) {
    const auto said = [&error](std::string_view what) { return error.context.find(what) != std::string::npos; };
    return error.code == Errc::timeout && (said(no_answer_after_others) || said(no_answer_in_time));
}

bool lacks_privilege(const Error& error) {
    return error.completion == completion::insufficient_privilege;
}

}  // namespace ipmi
