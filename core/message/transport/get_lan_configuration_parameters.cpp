#include "message/transport/get_lan_configuration_parameters.hpp"

namespace ipmi::lan {

void GetLanConfigurationParameters::encode(wire::Writer& out, const Request& request) {
    out.u8(static_cast<std::uint8_t>((request.revision_only ? 0x80 : 0) | (request.channel & 0x0f)));
    out.u8(request.parameter_selector);
    out.u8(request.set_selector);
    out.u8(request.block_selector);
}

void GetLanConfigurationParameters::encode(wire::Writer& out, const Response& response) {
    out.u8(response.parameter_revision);
    out.bytes(response.parameter_data);
}

Result<GetLanConfigurationParameters::Request> GetLanConfigurationParameters::decode_request(wire::Reader body) {
    Request request;
    const auto channel = body.u8();
    request.revision_only = (channel & 0x80) != 0;
    request.channel = static_cast<std::uint8_t>(channel & 0x0f);
    request.parameter_selector = body.u8();
    request.set_selector = body.u8();
    request.block_selector = body.u8();
    if (body.failed()) return malformed("Get LAN Configuration Parameters request");
    return request;
}

Result<GetLanConfigurationParameters::Response> GetLanConfigurationParameters::decode_response(wire::Reader body) {
    Response response;
    response.parameter_revision = body.u8();
    const auto data = body.rest();
    response.parameter_data.assign(data.begin(), data.end());
    if (body.failed()) return malformed("Get LAN Configuration Parameters response");
    return response;
}

}  // namespace ipmi::lan
