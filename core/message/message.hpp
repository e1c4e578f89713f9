// What every message of this folder looks like: one struct named after the command in the specification, in a file of
// the same name, with Request, Response, and both halves of both codecs (the simulator and the tests need the other
// half).
//
//   struct GetSensorReading {
//       static constexpr NetFn netfn; static constexpr std::uint8_t command; static constexpr std::string_view name;
//       struct Request { … }; struct Response { … };                       // plain values, operator== defaulted
//       static void encode(wire::Writer&, const Request&);  static Result<Request> decode_request(wire::Reader);
//       static void encode(wire::Writer&, const Response&); static Result<Response> decode_response(wire::Reader);
//   };
//
// A request body starts after the command byte, a response body after the completion code. Decoders tolerate trailing
// bytes (OEM firmware appends them) and return malformed for anything shorter than the mandatory part.
#pragma once

#include <concepts>
#include <cstdint>
#include <string_view>

#include "base/error.hpp"
#include "wire/reader.hpp"
#include "wire/writer.hpp"

namespace ipmi {

/// Network function codes (request values). IPMI v2.0 rev 1.1, table 5-1.
enum class NetFn : std::uint8_t {
    chassis = 0x00,
    bridge = 0x02,
    sensor_event = 0x04,
    app = 0x06,
    firmware = 0x08,
    storage = 0x0a,
    transport = 0x0c,
    group_extension = 0x2c,  ///< the first data byte names the group: 00h PICMG, DCh DCMI
    oem_group = 0x2e,        ///< the first three data bytes are the IANA enterprise number
};

template <class M>
concept Message = requires(wire::Writer& out, wire::Reader in, const typename M::Request& request,
                           const typename M::Response& response) {
    { M::netfn } -> std::convertible_to<NetFn>;
    { M::command } -> std::convertible_to<std::uint8_t>;
    { M::name } -> std::convertible_to<std::string_view>;
    M::encode(out, request);
    M::encode(out, response);
    { M::decode_request(in) } -> std::same_as<Result<typename M::Request>>;
    { M::decode_response(in) } -> std::same_as<Result<typename M::Response>>;
};

/// For commands without data in one direction.
struct Empty {
    bool operator==(const Empty&) const = default;
};

}  // namespace ipmi
