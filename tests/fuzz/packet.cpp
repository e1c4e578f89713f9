// Datagrams as they come off the socket, before any key: RMCP, ASF, RMCP+ session header and trailer, LAN message.
#include "fuzz/fuzz.hpp"
#include "packet/asf.hpp"
#include "packet/lan_message.hpp"
#include "packet/session20.hpp"

namespace {

using ipmi::Bytes;
using ipmi::ByteView;
namespace packet = ipmi::packet;

bool inside(ByteView part, ByteView whole) {
    return part.empty() || (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
}

void session(ByteView datagram, std::size_t auth_code_size) {
    const auto decoded = packet::Session20::decode(datagram, auth_code_size);
    if (!decoded) return;
    fuzz::require(inside(decoded->payload, datagram) && inside(decoded->signed_part, datagram) &&
                      inside(decoded->auth_code, datagram),
                  "views lie inside the datagram");
    fuzz::require(!decoded->authenticated || decoded->auth_code.size() >= auth_code_size,
                  "an AuthCode of the suite's size");
    fuzz::require(
        packet::route_of(datagram).has_value() || decoded->payload_type == packet::PayloadType::open_session_response,
        "what decodes has a route");
    const auto message = packet::LanMessage::decode(decoded->payload);
    fuzz::require(!message || inside(message->data, datagram), "message data lies inside the datagram");
}

void lan_message(ByteView payload) {
    const auto message = packet::LanMessage::decode(payload);
    if (!message) return;
    Bytes out;
    ipmi::wire::Writer writer(out);
    packet::LanMessage::encode(writer, *message);
    fuzz::require(out == Bytes(payload.begin(), payload.end()), "a LAN message is written as it was read");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView datagram(data, size);
    (void)packet::route_of(datagram);
    for (const std::size_t auth_code_size : {std::size_t{12}, std::size_t{16}}) session(datagram, auth_code_size);
    (void)packet::PresencePing::decode(ipmi::wire::Reader(datagram));
    (void)packet::PresencePong::decode(ipmi::wire::Reader(datagram));
    lan_message(datagram);
    return 0;
}
