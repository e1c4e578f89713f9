// The record data that Get Channel Cipher Suites answers, parts joined: one record a suite, without lengths, each
// started by C0h (standard) or C1h (OEM). IPMI v2.0 rev 1.1, §22.15.1 and table 22-18.
#pragma once

#include <optional>
#include <vector>

#include "message/session/open_session.hpp"

namespace ipmi::app {

struct CipherSuiteRecord {
    std::uint8_t suite_id = 0;              ///< what the BMC calls it; the triple is what it speaks
    std::optional<std::uint32_t> oem_id{};  ///< IANA enterprise number of an OEM suite
    session::AlgorithmTriple algorithms{};  ///< 0 where the record names none
    bool operator==(const CipherSuiteRecord&) const = default;
};

/// Never fails: bytes outside a record and unknown tags are passed over, a record without an authentication algorithm
/// is dropped. A record that names several algorithms of a kind yields every combination; 256 in all are the end of it.
std::vector<CipherSuiteRecord> decode_cipher_suite_records(ByteView data);

void encode(wire::Writer& out, const CipherSuiteRecord& record);

}  // namespace ipmi::app
