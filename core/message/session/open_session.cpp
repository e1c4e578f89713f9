#include "message/session/open_session.hpp"

namespace ipmi::session {
namespace {

// One algorithm: payload kind, two reserved bytes, length 8, algorithm number, three reserved bytes. Table 13-9.
void put_algorithm(wire::Writer& out, std::uint8_t kind, std::uint8_t algorithm) {
    out.u8(kind);
    out.u16(0);
    out.u8(8);
    out.u8(algorithm);
    out.u24(0);
}

/// Errors leave the reader failed: a length other than 8 cannot be skipped safely. Length 0 is the null form ("BMC
/// chooses"), which still occupies eight bytes.
std::uint8_t take_algorithm(wire::Reader& in, std::uint8_t kind) {
    const auto got_kind = in.u8();
    in.skip(2);
    const auto length = in.u8();
    const auto algorithm = in.u8();
    in.skip(3);
    if (got_kind != kind || (length != 8 && length != 0)) in.fail();
    return static_cast<std::uint8_t>(algorithm & 0x3f);
}

AlgorithmTriple take_triple(wire::Reader& in) {
    AlgorithmTriple triple;
    triple.authentication = take_algorithm(in, 0);
    triple.integrity = take_algorithm(in, 1);
    triple.confidentiality = take_algorithm(in, 2);
    return triple;
}

void put_triple(wire::Writer& out, const AlgorithmTriple& triple) {
    put_algorithm(out, 0, triple.authentication);
    put_algorithm(out, 1, triple.integrity);
    put_algorithm(out, 2, triple.confidentiality);
}

}  // namespace

const char* to_string(RmcpStatus status) {
    switch (status) {
        case RmcpStatus::no_errors: return "no errors";
        case RmcpStatus::insufficient_resources: return "insufficient resources to create a session";
        case RmcpStatus::invalid_session_id: return "invalid session id";
        case RmcpStatus::invalid_payload_type: return "invalid payload type";
        case RmcpStatus::invalid_authentication_algorithm: return "invalid authentication algorithm";
        case RmcpStatus::invalid_integrity_algorithm: return "invalid integrity algorithm";
        case RmcpStatus::no_matching_authentication_payload: return "no matching authentication payload";
        case RmcpStatus::no_matching_integrity_payload: return "no matching integrity payload";
        case RmcpStatus::inactive_session_id: return "inactive session id";
        case RmcpStatus::invalid_role: return "invalid role";
        case RmcpStatus::unauthorized_role: return "unauthorized role or privilege level requested";
        case RmcpStatus::insufficient_resources_for_role: return "insufficient resources for the requested role";
        case RmcpStatus::invalid_name_length: return "invalid name length";
        case RmcpStatus::unauthorized_name: return "unauthorized name";
        case RmcpStatus::unauthorized_guid: return "unauthorized GUID";
        case RmcpStatus::invalid_integrity_check_value: return "invalid integrity check value";
        case RmcpStatus::invalid_confidentiality_algorithm: return "invalid confidentiality algorithm";
        case RmcpStatus::no_cipher_suite_match: return "no cipher suite match with proposed security algorithms";
        case RmcpStatus::illegal_parameter: return "illegal or unrecognised parameter";
    }
    return "reserved RMCP+ status";
}

void OpenSessionRequest::encode(wire::Writer& out, const OpenSessionRequest& message) {
    out.u8(message.message_tag);
    out.u8(message.maximum_privilege);
    out.u16(0);
    out.u32(message.console_session_id);
    put_triple(out, message.algorithms);
}

Result<OpenSessionRequest> OpenSessionRequest::decode(wire::Reader body) {
    OpenSessionRequest message;
    message.message_tag = body.u8();
    message.maximum_privilege = static_cast<std::uint8_t>(body.u8() & 0x0f);
    body.skip(2);
    message.console_session_id = body.u32();
    message.algorithms = take_triple(body);
    if (body.failed()) return malformed("RMCP+ Open Session Request");
    return message;
}

void OpenSessionResponse::encode(wire::Writer& out, const OpenSessionResponse& message) {
    out.u8(message.message_tag);
    out.u8(static_cast<std::uint8_t>(message.status));
    out.u8(message.maximum_privilege);
    out.u8(0);
    out.u32(message.console_session_id);
    if (message.status != RmcpStatus::no_errors) return;
    out.u32(message.bmc_session_id);
    put_triple(out, message.algorithms);
}

Result<OpenSessionResponse> OpenSessionResponse::decode(wire::Reader body) {
    OpenSessionResponse message;
    message.message_tag = body.u8();
    message.status = static_cast<RmcpStatus>(body.u8());
    if (body.failed()) return malformed("RMCP+ Open Session Response");
    message.maximum_privilege = static_cast<std::uint8_t>(body.u8() & 0x0f);
    body.skip(1);
    message.console_session_id = body.u32();
    if (message.status != RmcpStatus::no_errors) {
        if (body.failed()) message.console_session_id = 0;
        return message;
    }
    message.bmc_session_id = body.u32();
    message.algorithms = take_triple(body);
    if (body.failed()) return malformed("RMCP+ Open Session Response");
    return message;
}

}  // namespace ipmi::session
