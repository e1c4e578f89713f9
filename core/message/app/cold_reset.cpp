#include "message/app/cold_reset.hpp"

namespace ipmi::app {

void ColdReset::encode(wire::Writer&, const Request&) {}

void ColdReset::encode(wire::Writer&, const Response&) {}

Result<ColdReset::Request> ColdReset::decode_request(wire::Reader) {
    return Request{};
}

Result<ColdReset::Response> ColdReset::decode_response(wire::Reader) {
    return Response{};
}

}  // namespace ipmi::app
