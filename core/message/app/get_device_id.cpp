#include "message/app/get_device_id.hpp"

namespace ipmi::app {

void GetDeviceId::encode(wire::Writer&, const Request&) {}

void GetDeviceId::encode(wire::Writer& out, const Response& response) {
    out.u8(response.device_id);
    out.u8(static_cast<std::uint8_t>((response.provides_device_sdrs ? 0x80 : 0) | (response.device_revision & 0x0f)));
    out.u8(static_cast<std::uint8_t>((response.update_in_progress ? 0x80 : 0) | (response.firmware_major & 0x7f)));
    out.u8(response.firmware_minor);
    out.u8(response.ipmi_version);
    out.u8(response.additional_support);
    out.u24(response.manufacturer_id & 0xfffff);
    out.u16(response.product_id);
    if (response.auxiliary_firmware) out.bytes(*response.auxiliary_firmware);
}

Result<GetDeviceId::Request> GetDeviceId::decode_request(wire::Reader) {
    return Request{};
}

Result<GetDeviceId::Response> GetDeviceId::decode_response(wire::Reader body) {
    Response response;
    response.device_id = body.u8();
    const auto revision = body.u8();
    response.provides_device_sdrs = (revision & 0x80) != 0;
    response.device_revision = static_cast<std::uint8_t>(revision & 0x0f);
    const auto major = body.u8();
    response.update_in_progress = (major & 0x80) != 0;
    response.firmware_major = static_cast<std::uint8_t>(major & 0x7f);
    response.firmware_minor = body.u8();
    response.ipmi_version = body.u8();
    response.additional_support = body.u8();
    response.manufacturer_id = body.u24() & 0xfffff;
    response.product_id = body.u16();
    if (body.remaining() >= 4) response.auxiliary_firmware = body.array<4>();
    if (body.failed()) return malformed("Get Device ID response");
    return response;
}

}  // namespace ipmi::app
