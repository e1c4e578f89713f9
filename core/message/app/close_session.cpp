#include "message/app/close_session.hpp"

namespace ipmi::app {

void CloseSession::encode(wire::Writer& out, const Request& request) {
    out.u32(request.session_id);
}

void CloseSession::encode(wire::Writer&, const Response&) {}

Result<CloseSession::Request> CloseSession::decode_request(wire::Reader body) {
    Request request;
    request.session_id = body.u32();
    if (body.failed()) return malformed("Close Session request");
    return request;
}

Result<CloseSession::Response> CloseSession::decode_response(wire::Reader) {
    return Response{};
}

}  // namespace ipmi::app
