#include "message/storage/read_fru_data.hpp"

namespace ipmi::storage {

void ReadFruData::encode(wire::Writer& out, const Request& request) {
    out.u8(request.fru_device_id);
    out.u16(request.offset);
    out.u8(request.count_to_read);
}

void ReadFruData::encode(wire::Writer& out, const Response& response) {
    out.u8(response.count_returned);
    out.bytes(response.data);
}

Result<ReadFruData::Request> ReadFruData::decode_request(wire::Reader body) {
    Request request;
    request.fru_device_id = body.u8();
    request.offset = body.u16();
    request.count_to_read = body.u8();
    if (body.failed()) return malformed("Read FRU Data request");
    return request;
}

Result<ReadFruData::Response> ReadFruData::decode_response(wire::Reader body) {
    Response response;
    response.count_returned = body.u8();
    const auto data = body.rest();
    response.data.assign(data.begin(), data.end());
    if (body.failed()) return malformed("Read FRU Data response");
    return response;
}

}  // namespace ipmi::storage
