// What stands between the poller of a host and the journal: each round is looked at, and what there is to tell is
// written.
#pragma once

#include "engine/host_numbering.hpp"
#include "engine/host_tracker.hpp"
#include "engine/recorder.hpp"

namespace ipmi::engine {

class HostWatch {
public:
    /// All outlive it.
    HostWatch(std::string host, std::string_view memory, IncidentBook& book, PartLists& lists, Recorder& recorder)
        : host_(std::move(host)),
          book_(book),
          recorder_(recorder),
          tracker_(host_, memory, book),
          numbering_(lists, recorder) {}

    void observe(const Observation& seen) { recorder_.write(tracker_.observe(seen)); }
    void path(const std::string& address, bool lost, const std::string& by) {
        recorder_.write(tracker_.path(address, lost, by, WallClock::now()));
    }
    void forget_paths(const std::vector<std::string>& addresses) {
        recorder_.write(tracker_.forget_paths(addresses, WallClock::now()));
    }
    void log_is_read_every(Duration period) { tracker_.log_is_read_every(period); }
    /// What was read is given its numbers, as far as it has none.
    void number(const HostBlock& block) { numbering_.number(block); }
    void know(const HostBlock& block) { numbering_.know(block); }
    [[nodiscard]] bool wants_second_look() const { return tracker_.wants_second_look(); }
    [[nodiscard]] bool wants_power(const SelReport& report) const { return tracker_.wants_power(report); }
    [[nodiscard]] bool wants_log() const { return tracker_.wants_log(); }
    [[nodiscard]] store::KeptHost kept() const { return tracker_.kept(); }
    [[nodiscard]] OpenTroubles troubles() const { return book_.of_host(host_); }

private:
    std::string host_;
    IncidentBook& book_;
    Recorder& recorder_;
    HostTracker tracker_;
    HostNumbering numbering_;
};

}  // namespace ipmi::engine
