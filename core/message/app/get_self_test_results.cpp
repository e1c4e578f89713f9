#include "message/app/get_self_test_results.hpp"

namespace ipmi::app {

void GetSelfTestResults::encode(wire::Writer&, const Request&) {}

void GetSelfTestResults::encode(wire::Writer& out, const Response& response) {
    out.u8(response.result);
    out.u8(response.detail);
}

Result<GetSelfTestResults::Request> GetSelfTestResults::decode_request(wire::Reader) {
    return Request{};
}

Result<GetSelfTestResults::Response> GetSelfTestResults::decode_response(wire::Reader body) {
    Response response;
    response.result = body.u8();
    response.detail = body.u8();
    if (body.failed()) return malformed("Get Self Test Results response");
    return response;
}

}  // namespace ipmi::app
