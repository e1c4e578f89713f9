#include "message/storage/write_fru_data.hpp"

namespace ipmi::storage {

void WriteFruData::encode(wire::Writer& out, const Request& request) {
    out.u8(request.fru_device_id);
    out.u16(request.offset);
    out.bytes(request.data);
}

void WriteFruData::encode(wire::Writer& out, const Response& response) {
    out.u8(response.count_written);
}

Result<WriteFruData::Request> WriteFruData::decode_request(wire::Reader body) {
    Request request;
    request.fru_device_id = body.u8();
    request.offset = body.u16();
    const auto data = body.rest();
    request.data.assign(data.begin(), data.end());
    if (body.failed()) return malformed("Write FRU Data request");
    return request;
}

Result<WriteFruData::Response> WriteFruData::decode_response(wire::Reader body) {
    Response response;
    response.count_written = body.u8();
    if (body.failed()) return malformed("Write FRU Data response");
    return response;
}

}  // namespace ipmi::storage
