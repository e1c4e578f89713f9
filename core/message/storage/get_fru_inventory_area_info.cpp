#include "message/storage/get_fru_inventory_area_info.hpp"

namespace ipmi::storage {

void GetFruInventoryAreaInfo::encode(wire::Writer& out, const Request& request) {
    out.u8(request.fru_device_id);
}

void GetFruInventoryAreaInfo::encode(wire::Writer& out, const Response& response) {
    out.u16(response.size_bytes);
    out.u8(static_cast<std::uint8_t>((response.accessed_by_words ? 0x01 : 0)));
}

Result<GetFruInventoryAreaInfo::Request> GetFruInventoryAreaInfo::decode_request(wire::Reader body) {
    Request request;
    request.fru_device_id = body.u8();
    if (body.failed()) return malformed("Get FRU Inventory Area Info request");
    return request;
}

Result<GetFruInventoryAreaInfo::Response> GetFruInventoryAreaInfo::decode_response(wire::Reader body) {
    Response response;
    response.size_bytes = body.u16();
    response.accessed_by_words = (body.u8() & 0x01) != 0;
    if (body.failed()) return malformed("Get FRU Inventory Area Info response");
    return response;
}

}  // namespace ipmi::storage
