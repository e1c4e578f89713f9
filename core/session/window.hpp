// How many requests may be outstanding with one BMC. Some BMCs have one buffer and drop or mix up a second request, so
// it starts at 1, doubles with every clean round, and gives way at the first doubt. The result is remembered per
// firmware.
#pragma once

#include <cstdint>

namespace ipmi::session {

class Window {
public:
    static constexpr unsigned largest = 16;

    /// `remembered`: what the same firmware bore last time; 1 where nothing is known. `one_at_a_time`: known to bear no
    /// more.
    explicit Window(unsigned remembered = 1, bool one_at_a_time = false);

    [[nodiscard]] unsigned size() const { return size_; }

    /// Everything that was outstanding at one moment has been answered at once, `in_round` requests together.
    void on_clean_round(unsigned in_round);
    /// One reply is missing while others came: the network lost it, most likely. Gives way by a quarter where so many
    /// have been borne before, else by half: on a line that loses, no large round is clean, and halving each time would
    /// end at 1.
    void on_loss();
    /// Node busy, silence, half a round lost, a reply that matches nothing: back to 1.
    void on_trouble();

    /// The BMC was never seen to bear two requests and failed whenever it was tried.
    [[nodiscard]] bool one_at_a_time() const { return ceiling_ == 1; }
    /// What to start with next time: the largest size that stayed clean.
    [[nodiscard]] unsigned remembered() const { return one_at_a_time() ? 1 : proven_; }

private:
    void failed_before_proof();

    unsigned size_;
    unsigned proven_ = 1;  ///< largest number answered cleanly together
    bool seen_ = false;    ///< two or more were answered cleanly in this conversation
    unsigned ceiling_ = largest;
    unsigned failures_ = 0;          ///< at size 2 and above before any proof
    unsigned clean_at_ceiling_ = 0;  ///< clean rounds since the ceiling fell to 1
    unsigned next_probe_ = 32;       ///< clean rounds until a second request is tried again
    unsigned trouble_size_ = 0;      ///< size at which trouble came last
};

}  // namespace ipmi::session
