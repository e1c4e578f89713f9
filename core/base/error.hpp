// Helpers to make and to enrich an Error. Context is added once, at the border where host and sensor are known.
#pragma once

#include <ipmi/result.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace ipmi {

inline std::unexpected<Error> fail(Errc code, std::string context) {
    return std::unexpected(Error{code, std::move(context), {}});
}

inline std::unexpected<Error> malformed(std::string_view what) {
    return std::unexpected(Error{Errc::malformed, std::string(what), {}});
}

/// A refused command: "Get SDR: Reservation cancelled (C5h)".
std::unexpected<Error> refused(std::string_view command, std::uint8_t completion);

/// What a time-out says of a peer that was heard.
inline constexpr std::string_view no_answer_after_others = "no answer, though the BMC answered before";
inline constexpr std::string_view no_answer_in_time = "no answer before the time limit";

/// The same error with `where` and ": " before its context.
Error within(std::string_view where, Error error);

}  // namespace ipmi
