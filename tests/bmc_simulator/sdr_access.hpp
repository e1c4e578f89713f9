// Get SDR and Get Device SDR are one reading of records under two numbers.
#pragma once

#include "call.hpp"

namespace ipmi::sim {

/// Where `next` begins and how many bytes of `record` are read. Errors are completion codes.
struct SdrPart {
    Completion completion = Completion::ok;
    std::uint16_t next = 0xffff;
    ByteView bytes{};
};
SdrPart read_sdr_part(Bmc& bmc, std::uint16_t reservation, std::uint16_t record, std::uint8_t offset,
                      std::uint8_t count);

/// The record is written straight into the answer: no copy in between.
template <class M>
Completion read_sdr(Call& call) {
    const auto request = M::decode_request(call.body);
    if (!request) return Completion::length_invalid;
    const auto part =
        read_sdr_part(call.bmc, request->reservation_id, request->record_id, request->offset, request->bytes_to_read);
    if (part.completion != Completion::ok) return part.completion;
    call.out.u16(part.next);
    call.out.bytes(part.bytes);
    return Completion::ok;
}

}  // namespace ipmi::sim
