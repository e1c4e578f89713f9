// A log as it was read last, kept between runs: the next reading takes only what is new, and still shows all.
#pragma once

#include <optional>
#include <vector>

#include "model/sel_cursor.hpp"

namespace ipmi::model {

struct SelLog {
    std::vector<RawSelRecord> records{};  ///< oldest first
    std::optional<SelCursor> cursor{};    ///< at the last of them; empty: nothing is known
    bool operator==(const SelLog&) const = default;
};

Bytes encode_log(const SelLog& log);
/// Errors: malformed.
Result<SelLog> decode_log(ByteView bytes);

}  // namespace ipmi::model
