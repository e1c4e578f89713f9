// One command on its way through a handler: who asks, what is asked, where the answer goes.
#pragma once

#include "bmc.hpp"
#include "message/message.hpp"

namespace ipmi::sim {

/// Completion codes a handler may give. IPMI v2.0 rev 1.1, table 5-2.
enum class Completion : std::uint8_t {
    ok = 0x00,
    node_busy = 0xc0,
    invalid_command = 0xc1,
    out_of_space = 0xc4,
    reservation_cancelled = 0xc5,
    length_invalid = 0xc7,
    parameter_out_of_range = 0xc9,
    cannot_return_bytes = 0xca,
    not_present = 0xcb,
    invalid_data = 0xcc,
    illegal_for_record = 0xcd,
    insufficient_privilege = 0xd4,
    not_in_this_state = 0xd5,
    unspecified = 0xff,
};

struct Call {
    Bmc& bmc;
    Session* session;  ///< nullptr outside a session
    std::uint8_t lun;
    wire::Reader body;  ///< after the command byte
    wire::Writer& out;  ///< after the completion code
    Time now;
};

using Handler = Completion (*)(Call&);

struct Command {
    NetFn netfn;
    std::uint8_t command;
    Level least;  ///< none: also outside a session
    Handler handler;
};

/// Decodes the request of message M, lets `work(request, response)` fill the response, encodes it.
template <Message M, class Work>
Completion respond(Call& call, Work&& work) {
    const auto request = M::decode_request(call.body);
    if (!request) return Completion::length_invalid;
    typename M::Response response{};
    if (const Completion code = work(*request, response); code != Completion::ok) return code;
    M::encode(call.out, response);
    return Completion::ok;
}

}  // namespace ipmi::sim
