// Reads an SDR repository (or a controller's device SDRs) record by record: whole records where the BMC sends them,
// else in pieces of the largest size it takes, learnt once. Progress is kept by the caller, so that a reading cut short
// by a deadline goes on where it stopped. IPMI v2.0 rev 1.1, §33 and §35.2 to §35.4.
#pragma once

#include <vector>

#include "base/bytes.hpp"
#include "session/channel.hpp"
#include "session/quirk.hpp"

namespace ipmi::model {

/// What tells one state of a repository from another: one request.
struct RepositoryStamp {
    std::uint16_t record_count = 0;
    std::uint32_t most_recent_addition = 0;
    std::uint32_t most_recent_erase = 0;
    bool operator==(const RepositoryStamp&) const = default;
    /// Timestamps that say nothing cannot tell two machines apart.
    [[nodiscard]] bool specific() const {
        const auto unspecified = [](std::uint32_t time) { return time == 0 || time == 0xffffffff; };
        return !unspecified(most_recent_addition) || !unspecified(most_recent_erase);
    }
};

struct SdrProgress {
    std::vector<Bytes> records{};
    std::uint16_t next_record_id = 0;  ///< ffffh: complete
    std::uint16_t expected = 0;
    std::uint8_t read_size = 0xff;  ///< largest size that the BMC accepts; ffh: whole records
    [[nodiscard]] bool complete() const { return next_record_id == 0xffff; }
};

enum class SdrSource : std::uint8_t { repository, device };

/// Get SDR Repository Info, or Get Device SDR Info. Errors: those of Channel::call, completion_code, malformed.
Task<Result<RepositoryStamp>> read_stamp(session::Channel& channel, SdrSource source);

/// Goes on with `progress` until it is complete. What was read stays in it, whatever happens.
/// Errors: those of Channel::call; malformed (a chain of records that leads back into itself); completion_code.
Task<Result<void>> read_records(session::Channel& channel, SdrSource source, SdrProgress& progress,
                                session::Quirks& quirks);

}  // namespace ipmi::model
