#pragma once

#include "message/message.hpp"

namespace ipmi::storage {

/// Clear SEL. IPMI v2.0 rev 1.1, §31.9.
struct ClearSel {
    static constexpr NetFn netfn = NetFn::storage;
    static constexpr std::uint8_t command = 0x47;
    static constexpr std::string_view name = "Clear SEL";

    enum class Operation : std::uint8_t { get_erasure_status = 0x00, initiate_erase = 0xaa };

    struct Request {
        std::uint16_t reservation_id = 0;
        Operation operation = Operation::get_erasure_status;
        bool operator==(const Request&) const = default;
    };
    struct Response {
        std::uint8_t erasure_progress = 0;  ///< 0 in progress, 1 completed
        bool operator==(const Response&) const = default;
    };

    static void encode(wire::Writer& out, const Request& request);
    static void encode(wire::Writer& out, const Response& response);
    static Result<Request> decode_request(wire::Reader body);
    static Result<Response> decode_response(wire::Reader body);
};

}  // namespace ipmi::storage
