#pragma once
#include "message/message.hpp"
namespace ipmi::app {
struct SetSessionPrivilegeLevel {
    static constexpr NetFn netfn = NetFn::app;
    static constexpr std::uint8_t command = 0x3b;
    static constexpr std::string_view name = "SetSessionPrivilegeLevel";
    struct Request {
        std::uint32_t session_id = 0;
        std::uint8_t requested_privilege_level = 0;
    };
    struct Response {};
    static void encode(wire::Writer& out, const Request& r) {
        if (command == 0x3c) out.u32(r.session_id);
        if (command == 0x3b) out.u8(r.requested_privilege_level);
    }
    static Result<Response> decode_response(wire::Reader) { return Response{}; }
};
}  // namespace ipmi::app
