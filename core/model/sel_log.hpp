// A log as it was read last, kept between runs: the next reading takes only what is new, and still shows all.
#pragma once

#include "model/sel_reader.hpp"

namespace ipmi::model {

struct SelLog {
    std::vector<RawSelRecord> records{};  ///< oldest first
    std::optional<SelCursor> cursor{};    ///< at the last of them; empty: nothing is known
    bool operator==(const SelLog&) const = default;
};

Bytes encode_log(const SelLog& log);
/// Errors: malformed.
Result<SelLog> decode_log(ByteView bytes);

/// Brings `log` up to date. The reading has the whole log, and in first_new where what came since begins. Records that
/// a ring has overwritten are dropped; a log that does not add up with the BMC's count is read anew. Errors: as
/// read_sel.
Task<Result<SelReading>> update_log(session::Channel& channel, SelLog& log);

}  // namespace ipmi::model
