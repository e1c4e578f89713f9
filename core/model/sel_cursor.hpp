// How far a SEL has been read, so that the next reading takes only what came after. A few bytes beside the caches.
#pragma once

#include <ipmi/result.hpp>

#include "base/bytes.hpp"
#include "model/freeipmi_sel.hpp"

namespace ipmi::model {

/// The record itself, not its id alone: ids repeat, go backwards after a wrap, and start again after a clear.
struct SelCursor {
    std::uint16_t record_id = 0;   ///< under which the last record was read
    RawSelRecord record{};         ///< its bytes
    std::uint32_t last_erase = 0;  ///< Get SEL Info then; ffffffffh: never, or not known
    std::uint16_t entries = 0;     ///< Get SEL Info then
    bool operator==(const SelCursor&) const = default;
};

Bytes encode_cursor(const SelCursor& cursor);
/// Errors: malformed.
Result<SelCursor> decode_cursor(ByteView bytes);

}  // namespace ipmi::model
