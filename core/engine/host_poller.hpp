// One host, polled for as long as the engine runs: one read session that is kept, each question when it is due, a block
// published for what each has brought. A host that does not answer is tried again, ever more seldom, and slows nobody.
#pragma once

#include <ipmi/host.hpp>

#include <boost/asio/steady_timer.hpp>
#include <memory>

#include "engine/beat.hpp"
#include "engine/counters.hpp"
#include "engine/host_block.hpp"
#include "engine/host_link.hpp"
#include "engine/host_watch.hpp"
#include "engine/log_poll.hpp"
#include "engine/pace.hpp"
#include "engine/request_budget.hpp"
#include "engine/snapshot.hpp"
#include "engine/watts_poll.hpp"

namespace ipmi::engine {

class HostPoller {
public:
    /// `place` is the host's in `snapshot`. Everything referred to outlives the poller.
    HostPoller(host::Environment& environment, Target target, const Pace& pace, Snapshot& snapshot,
               Snapshot::Place place, HostWatch& watch, Counters& counters);

    /// Asks from `first` on, until stop(); then the session is closed.
    Task<void> run(Time first);
    void stop();
    /// In the loop, as stop(): everything is due now, a host that is silent is tried at once. A budget that is used up
    /// holds that up for some seconds at the most.
    void refresh();
    /// Likewise, but of this alone: somebody has switched power or lamp; somebody says that something has happened.
    void look_at_power();
    void look_at_log();
    /// In the loop: somebody has acknowledged or cleared an incident.
    void show_troubles();
    /// In the loop: what is due, and how much may be asked, is of this pace from now on; its session lives on.
    /// Of what the inventory may say of a host alone: time limits stay.
    void change_pace(const Pace& pace);

private:
    /// False: the host does not answer, which is published.
    Task<bool> connect();
    /// Everything that is due.
    Task<void> round();
    Task<void> ask_readings(Time begun);
    Task<void> ask_log(Time begun);
    /// One of the parts beside the readings. That it cannot be read is told, and makes no host silent.
    Task<void> ask_part(Part part, Duration limit);
    /// Out of its turn, within the time of what is asked.
    Task<void> ask_power();
    Task<void> rest();
    /// After so many in a row; ends early where a sign of life comes.
    Task<void> wait_for_return(unsigned failures);
    Task<void> wait_until(Time time);

    [[nodiscard]] Time next_due() const;
    /// All but the inventory.
    void readings_due(Time now);
    void ask_what_answers();
    void note_readings(const HostReport& report);
    void note_attempt(Part part, const std::optional<Error>& why);
    void note_inventory_cause(std::optional<PowerState> power_before, const Dated<DeviceReport>* device_before);
    void publish_answers();
    /// The block as it is now, with what the watch makes of what is new in it.
    void publish();
    void publish_silence(const Error& why);

    session::Network& network_;
    Target target_;
    Pace pace_;
    Snapshot& snapshot_;
    Snapshot::Place place_;
    HostWatch& watch_;
    Counters& counters_;
    HostBlock block_;
    HostBlock observed_;  ///< as the watch has seen it last
    HostLink link_;
    boost::asio::steady_timer pause_;
    Beat sensors_;
    Beat power_;
    Beat sel_;
    Beat device_;
    Beat inventory_;
    LogPoll log_;
    WattsPoll watts_;
    RequestBudget budget_;
    std::vector<PartAttempt> attempts_;  ///< of which the watch has not been told
    unsigned lost_in_a_row_ = 0;         ///< sessions that did not outlive their first round
    bool sign_of_life_ = false;          ///< what the last probe of a silent host said
    bool refresh_asked_ = false;
    bool log_first_ = false;        ///< somebody waits for what is new in the log
    std::optional<Time> urgent_{};  ///< from then on somebody waits; the budget does not hold that up, but …
    Time next_urgent_{};            ///< … not before this
    Time hinted_{};                 ///< when it is, or was, looked at for a hint
    bool stopping_ = false;
};

}  // namespace ipmi::engine
