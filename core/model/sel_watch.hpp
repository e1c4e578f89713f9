// Which records of a log still want somebody's attention. What was there before we were is history and pages nobody;
// what somebody has acknowledged is not told again. Kept beside the log's cursor, a few bytes a BMC.
#pragma once

#include <ipmi/sel.hpp>

#include <functional>
#include <span>
#include <vector>

#include "base/bytes.hpp"
#include "model/freeipmi_sel.hpp"

namespace ipmi::model {

struct AcknowledgedRecord {
    RawSelRecord record{};  ///< its bytes: ids repeat
    SelAcknowledgement by{};
    bool operator==(const AcknowledgedRecord&) const = default;
};

struct SelWatch {
    bool begun = false;                         ///< false: this BMC's log was never watched
    std::optional<RawSelRecord> history_end{};  ///< the last record that was there at first contact
    std::vector<AcknowledgedRecord> acknowledged{};
    bool operator==(const SelWatch&) const = default;
};

/// At first contact everything is history but what is still asserted and under 24 h old by the BMC's clock.
inline constexpr auto first_contact_age = std::chrono::hours(24);

/// Sets SelRecord::history and SelRecord::acknowledged. A first contact makes the log of now history, if it was read
/// to its end. Acknowledgements of records that are gone are dropped, but for those made since `read` (our clock):
/// somebody may have acknowledged what came after our reading began. `now` is the BMC's clock where it has one.
void watch(SelWatch& watch, std::span<SelRecord> records, bool complete, std::chrono::sys_seconds now,
           std::chrono::sys_seconds read);

/// Acknowledges every open record that `which` (empty: each) picks. Returns how many.
std::size_t acknowledge(SelWatch& watch, std::span<SelRecord> records, const SelAcknowledgement& by,
                        const std::function<bool(const SelRecord&)>& which);

Bytes encode_watch(const SelWatch& watch);
/// Errors: malformed.
Result<SelWatch> decode_watch(ByteView bytes);

}  // namespace ipmi::model
