// RMCP+ Open Session Request and Response: payload types 10h and 11h. IPMI v2.0 rev 1.1, §13.17 and §13.18.
#pragma once

#include <array>
#include <cstdint>

#include "base/error.hpp"
#include "wire/reader.hpp"
#include "wire/writer.hpp"

namespace ipmi::session {

/// RMCP+ status codes that a caller treats apart. Table 13-15.
enum class RmcpStatus : std::uint8_t {
    no_errors = 0x00,
    insufficient_resources = 0x01,
    invalid_session_id = 0x02,
    invalid_payload_type = 0x03,
    invalid_authentication_algorithm = 0x04,
    invalid_integrity_algorithm = 0x05,
    no_matching_authentication_payload = 0x06,
    no_matching_integrity_payload = 0x07,
    inactive_session_id = 0x08,
    invalid_role = 0x09,
    unauthorized_role = 0x0a,
    insufficient_resources_for_role = 0x0b,
    invalid_name_length = 0x0c,
    unauthorized_name = 0x0d,
    unauthorized_guid = 0x0e,
    invalid_integrity_check_value = 0x0f,
    invalid_confidentiality_algorithm = 0x10,
    no_cipher_suite_match = 0x11,
    illegal_parameter = 0x12,
};

/// Table 13-15 in words; "reserved RMCP+ status" for the rest.
const char* to_string(RmcpStatus status);

/// One authentication, integrity and confidentiality algorithm: what a cipher suite id stands for.
struct AlgorithmTriple {
    std::uint8_t authentication = 0;
    std::uint8_t integrity = 0;
    std::uint8_t confidentiality = 0;
    bool operator==(const AlgorithmTriple&) const = default;
};

struct OpenSessionRequest {
    static constexpr std::uint8_t payload_type = 0x10;
    std::uint8_t message_tag = 0;
    std::uint8_t maximum_privilege = 0;  ///< 0: the highest that the proposed algorithms allow
    std::uint32_t console_session_id = 0;
    AlgorithmTriple algorithms{};
    bool operator==(const OpenSessionRequest&) const = default;

    static void encode(wire::Writer& out, const OpenSessionRequest& message);
    static Result<OpenSessionRequest> decode(wire::Reader body);
};

struct OpenSessionResponse {
    static constexpr std::uint8_t payload_type = 0x11;
    std::uint8_t message_tag = 0;
    RmcpStatus status = RmcpStatus::no_errors;
    std::uint8_t maximum_privilege = 0;
    std::uint32_t console_session_id = 0;
    std::uint32_t bmc_session_id = 0;  ///< this and the algorithms: only without error
    AlgorithmTriple algorithms{};
    bool operator==(const OpenSessionResponse&) const = default;

    static void encode(wire::Writer& out, const OpenSessionResponse& message);
    /// With an error status anything after the status may be missing.
    static Result<OpenSessionResponse> decode(wire::Reader body);
};

}  // namespace ipmi::session
