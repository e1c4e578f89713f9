#include "message/dcmi/get_dcmi_capability_info.hpp"

namespace ipmi::dcmi {

void GetDcmiCapabilityInfo::encode(wire::Writer& out, const Request& request) {
    out.u8(group_id);
    out.u8(request.parameter_selector);
}

void GetDcmiCapabilityInfo::encode(wire::Writer& out, const Response& response) {
    out.u8(group_id);
    out.u8(response.major_version);
    out.u8(response.minor_version);
    out.u8(response.parameter_revision);
    out.bytes(response.parameter_data);
}

Result<GetDcmiCapabilityInfo::Request> GetDcmiCapabilityInfo::decode_request(wire::Reader body) {
    Request request;
    if (body.u8() != group_id) body.fail();
    request.parameter_selector = body.u8();
    if (body.failed()) return malformed("Get DCMI Capabilities Info request");
    return request;
}

Result<GetDcmiCapabilityInfo::Response> GetDcmiCapabilityInfo::decode_response(wire::Reader body) {
    Response response;
    if (body.u8() != group_id) body.fail();
    response.major_version = body.u8();
    response.minor_version = body.u8();
    response.parameter_revision = body.u8();
    const auto data = body.rest();
    response.parameter_data.assign(data.begin(), data.end());
    if (body.failed()) return malformed("Get DCMI Capabilities Info response");
    return response;
}

}  // namespace ipmi::dcmi
