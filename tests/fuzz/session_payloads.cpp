// Open Session, RAKP 1 to 4 and cipher suite records: all that is parsed before anybody has proved anything.
// The first byte is the payload type (10h to 15h); others are cipher suite records.
#include "fuzz/fuzz.hpp"
#include "message/app/cipher_suite_records.hpp"
#include "message/session/rakp.hpp"

namespace {

using ipmi::Bytes;
using ipmi::ByteView;

template <class Payload>
void check(ByteView body) {
    const auto message = Payload::decode(ipmi::wire::Reader(body));
    if (!message) return;
    Bytes out;
    ipmi::wire::Writer writer(out);
    Payload::encode(writer, *message);
    const auto again = Payload::decode(ipmi::wire::Reader(ByteView(out)));
    fuzz::require(again.has_value() && *again == *message, "a session payload reads the same after it was written");
}

void check_records(ByteView data) {
    const auto records = ipmi::app::decode_cipher_suite_records(data);
    fuzz::require(records.size() <= 256, "cipher suite records are bounded");
    Bytes out;
    ipmi::wire::Writer writer(out);
    for (const auto& record : records) ipmi::app::encode(writer, record);
    fuzz::require(ipmi::app::decode_cipher_suite_records(out) == records, "cipher suite records read the same again");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const ByteView body(data + 1, size - 1);
    namespace session = ipmi::session;
    switch (data[0]) {
        case session::OpenSessionRequest::payload_type: check<session::OpenSessionRequest>(body); break;
        case session::OpenSessionResponse::payload_type: check<session::OpenSessionResponse>(body); break;
        case session::Rakp1::payload_type: check<session::Rakp1>(body); break;
        case session::Rakp2::payload_type: check<session::Rakp2>(body); break;
        case session::Rakp3::payload_type: check<session::Rakp3>(body); break;
        case session::Rakp4::payload_type: check<session::Rakp4>(body); break;
        default: check_records(body); break;
    }
    return 0;
}
