// A host's event log, looked at often and read when there is something new: its fill level tells.
#pragma once

#include <optional>

#include "engine/host_block.hpp"
#include "host/bmc.hpp"

namespace ipmi::engine {

class LogPoll {
public:
    /// The next poll reads the records whatever the fill level says: another session, perhaps another BMC.
    void forget() { known_.reset(); }

    /// Its records were read to the last one; what comes now is what is new.
    [[nodiscard]] bool met() const { return met_; }

    /// Brings sel and sel_fill of `block` up to date; records that are the same stay the same object.
    /// Errors: those of host::read_sel.
    Task<Result<void>> read(host::Bmc& bmc, HostBlock& block);

private:
    Task<Result<void>> read_records(host::Bmc& bmc, HostBlock& block);

    bool met_ = false;
    bool read_ = false;               ///< what the block has of the log was read here
    std::optional<SelInfo> known_{};  ///< as it was when all records had been read; empty: they were not
};

/// The log's times are whole seconds: what comes in the second of the last addition may not show in the info.
bool settled(const SelInfo& info, std::optional<std::chrono::sys_seconds> bmc_clock);

}  // namespace ipmi::engine
