#include "message/app/cipher_suite_records.hpp"

#include <utility>

namespace ipmi::app {
namespace {

constexpr std::uint8_t start_standard = 0xc0;
constexpr std::uint8_t start_oem = 0xc1;
constexpr std::uint8_t tag_mask = 0xc0;
constexpr std::uint8_t tag_authentication = 0x00;
constexpr std::uint8_t tag_integrity = 0x40;
constexpr std::uint8_t tag_confidentiality = 0x80;
constexpr std::uint8_t algorithm_mask = 0x3f;
constexpr std::size_t most_combinations = 256;

/// The algorithm bytes of one record, by kind.
struct Named {
    Bytes authentication{};
    Bytes integrity{};
    Bytes confidentiality{};
};

void append_combinations(std::vector<CipherSuiteRecord>& out, CipherSuiteRecord record, Named named) {
    if (named.integrity.empty()) named.integrity.push_back(0);
    if (named.confidentiality.empty()) named.confidentiality.push_back(0);
    for (const auto authentication : named.authentication) {
        for (const auto integrity : named.integrity) {
            for (const auto confidentiality : named.confidentiality) {
                if (out.size() == most_combinations) return;
                record.algorithms = {authentication, integrity, confidentiality};
                out.push_back(record);
            }
        }
    }
}

}  // namespace

std::vector<CipherSuiteRecord> decode_cipher_suite_records(ByteView data) {
    std::vector<CipherSuiteRecord> out;
    std::optional<CipherSuiteRecord> record;
    Named named;
    const auto close = [&out, &record, &named] {
        if (record) append_combinations(out, *record, std::move(named));
        named = {};
        record.reset();
    };
    wire::Reader body(data);
    while (body.remaining() > 0 && out.size() < most_combinations) {
        const auto byte = body.u8();
        if (byte == start_standard || byte == start_oem) {
            close();
            // The id may look like a start (OEM ids are 80h and up): it is taken by its place.
            CipherSuiteRecord begun{.suite_id = body.u8()};
            if (byte == start_oem) begun.oem_id = body.u24();
            if (!body.failed()) record = begun;
            continue;
        }
        if (!record) continue;
        const auto algorithm = static_cast<std::uint8_t>(byte & algorithm_mask);
        switch (byte & tag_mask) {
            case tag_authentication: named.authentication.push_back(algorithm); break;
            case tag_integrity: named.integrity.push_back(algorithm); break;
            case tag_confidentiality: named.confidentiality.push_back(algorithm); break;
            default: break;  // reserved
        }
    }
    close();
    return out;
}

void encode(wire::Writer& out, const CipherSuiteRecord& record) {
    out.u8(record.oem_id ? start_oem : start_standard);
    out.u8(record.suite_id);
    if (record.oem_id) out.u24(*record.oem_id);
    out.u8(static_cast<std::uint8_t>(tag_authentication | (record.algorithms.authentication & algorithm_mask)));
    out.u8(static_cast<std::uint8_t>(tag_integrity | (record.algorithms.integrity & algorithm_mask)));
    out.u8(static_cast<std::uint8_t>(tag_confidentiality | (record.algorithms.confidentiality & algorithm_mask)));
}

}  // namespace ipmi::app
