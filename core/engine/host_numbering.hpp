// Asks for the indices of a host's parts and the sequence numbers of its log, each time there is something new.
#pragma once

#include "engine/host_block.hpp"
#include "engine/part_lists.hpp"
#include "engine/recorder.hpp"

namespace ipmi::engine {

class HostNumbering {
public:
    /// Both outlive it.
    HostNumbering(PartLists& lists, Recorder& recorder) : lists_(lists), recorder_(recorder) {}
    void number(const HostBlock& block);
    /// Brought back from the engine before: the journal may know a newer log, and must not take this one for it.
    void know(const HostBlock& block) {
        log_ = block.sel;
        fru_ = block.fru;
    }

private:
    PartLists& lists_;
    Recorder& recorder_;
    unsigned journal_ = 0;                  ///< the one that was asked
    std::optional<std::uint64_t> sensors_;  ///< fingerprint of the list that has its numbers
    std::shared_ptr<const Dated<PackedLog>> log_;
    std::shared_ptr<const Dated<FruReport>> fru_;
};

}  // namespace ipmi::engine
