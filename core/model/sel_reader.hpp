// Reads a SEL along its chain of record ids, or only what came after a cursor. Ids that follow one another are asked
// for ahead, as many at once as the BMC bears; what was guessed counts only where the chain leads to it. IPMI v2.0
// rev 1.1, §31.2 and §31.5.
#pragma once

#include <ipmi/sel.hpp>

#include <optional>
#include <vector>

#include "model/sel_cursor.hpp"
#include "session/channel.hpp"

namespace ipmi::model {

struct SelReading {
    SelInfo info{};
    std::vector<RawSelRecord> records{};  ///< oldest first
    bool whole = true;                    ///< records are the whole log; false: what came after the cursor
    std::size_t first_new = 0;            ///< index of the first record that the cursor had not seen
    bool complete = true;                 ///< false: the log goes on; `cursor` is where
    std::optional<SelCursor> cursor{};    ///< at the last record that was read; empty: the log is empty
    std::vector<std::string> warnings{};
};

/// Get SEL Info, and the fill level. Errors: those of Channel::call; completion_code; malformed.
Task<Result<SelInfo>> read_sel_info(session::Channel& channel);

/// Everything, or what came after `from`. A log that was cleared, has overwritten the cursor's record or renumbers is
/// read whole; what was read before is recognised by its bytes. A reading cut short keeps what it has. Errors: those of
/// Channel::call before the first record; completion_code; malformed.
Task<Result<SelReading>> read_sel(session::Channel& channel, std::optional<SelCursor> from);

/// The last `count` records; where ids do not follow one another the whole log is read for them. Errors: as read_sel.
Task<Result<SelReading>> read_newest(session::Channel& channel, std::uint16_t count);

}  // namespace ipmi::model
