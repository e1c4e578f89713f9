#include "message/storage/get_sel_info.hpp"

namespace ipmi::storage {

void GetSelInfo::encode(wire::Writer&, const Request&) {}

void GetSelInfo::encode(wire::Writer& out, const Response& response) {
    out.u8(response.sel_version);
    out.u16(response.entries);
    out.u16(response.free_bytes);
    out.u32(response.most_recent_addition);
    out.u32(response.most_recent_erase);
    out.u8(static_cast<std::uint8_t>((response.supports_allocation_info ? 0x01 : 0) |
                                     (response.supports_reserve ? 0x02 : 0) |
                                     (response.supports_partial_add ? 0x04 : 0) |
                                     (response.supports_delete ? 0x08 : 0) | (response.overflow ? 0x80 : 0)));
}

Result<GetSelInfo::Request> GetSelInfo::decode_request(wire::Reader) {
    return Request{};
}

Result<GetSelInfo::Response> GetSelInfo::decode_response(wire::Reader body) {
    Response response;
    response.sel_version = body.u8();
    response.entries = body.u16();
    response.free_bytes = body.u16();
    response.most_recent_addition = body.u32();
    response.most_recent_erase = body.u32();
    const auto support = body.u8();
    response.supports_allocation_info = (support & 0x01) != 0;
    response.supports_reserve = (support & 0x02) != 0;
    response.supports_partial_add = (support & 0x04) != 0;
    response.supports_delete = (support & 0x08) != 0;
    response.overflow = (support & 0x80) != 0;
    if (body.failed()) return malformed("Get SEL Info response");
    return response;
}

}  // namespace ipmi::storage
