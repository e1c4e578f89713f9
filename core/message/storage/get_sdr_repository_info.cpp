#include "message/storage/get_sdr_repository_info.hpp"

namespace ipmi::storage {

void GetSdrRepositoryInfo::encode(wire::Writer&, const Request&) {}

void GetSdrRepositoryInfo::encode(wire::Writer& out, const Response& response) {
    out.u8(response.sdr_version);
    out.u16(response.record_count);
    out.u16(response.free_space_bytes);
    out.u32(response.most_recent_addition);
    out.u32(response.most_recent_erase);
    out.u8(response.operation_support);
}

Result<GetSdrRepositoryInfo::Request> GetSdrRepositoryInfo::decode_request(wire::Reader) {
    return Request{};
}

Result<GetSdrRepositoryInfo::Response> GetSdrRepositoryInfo::decode_response(wire::Reader body) {
    Response response;
    response.sdr_version = body.u8();
    response.record_count = body.u16();
    response.free_space_bytes = body.u16();
    response.most_recent_addition = body.u32();
    response.most_recent_erase = body.u32();
    response.operation_support = body.u8();
    if (body.failed()) return malformed("Get SDR Repository Info response");
    return response;
}

}  // namespace ipmi::storage
