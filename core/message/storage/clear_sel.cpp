#include "message/storage/clear_sel.hpp"

namespace ipmi::storage {

void ClearSel::encode(wire::Writer& out, const Request& request) {
    out.u16(request.reservation_id);
    for (const char letter : {'C', 'L', 'R'}) out.u8(static_cast<std::uint8_t>(letter));
    out.u8(static_cast<std::uint8_t>(request.operation));
}

void ClearSel::encode(wire::Writer& out, const Response& response) {
    out.u8(static_cast<std::uint8_t>(response.erasure_progress & 0x0f));
}

Result<ClearSel::Request> ClearSel::decode_request(wire::Reader body) {
    Request request;
    request.reservation_id = body.u16();
    for (const char letter : {'C', 'L', 'R'}) {
        if (body.u8() != static_cast<std::uint8_t>(letter)) body.fail();
    }
    const auto operation = body.u8();
    if (operation != 0x00 && operation != 0xaa) body.fail();
    request.operation = static_cast<Operation>(operation);
    if (body.failed()) return malformed("Clear SEL request");
    return request;
}

Result<ClearSel::Response> ClearSel::decode_response(wire::Reader body) {
    Response response;
    response.erasure_progress = static_cast<std::uint8_t>(body.u8() & 0x0f);
    if (body.failed()) return malformed("Clear SEL response");
    return response;
}

}  // namespace ipmi::storage
