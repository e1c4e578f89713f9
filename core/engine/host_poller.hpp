// One host, polled for as long as the engine runs: one read session that is kept, each question when it is due, a block
// published for what each has brought. A host that does not answer is tried again, ever more seldom, and slows nobody.
#pragma once

#include <ipmi/host.hpp>

#include <boost/asio/steady_timer.hpp>
#include <memory>

#include "engine/beat.hpp"
#include "engine/counters.hpp"
#include "engine/host_block.hpp"
#include "engine/host_watch.hpp"
#include "engine/log_poll.hpp"
#include "engine/pace.hpp"
#include "engine/path_watch.hpp"
#include "engine/request_budget.hpp"
#include "engine/snapshot.hpp"
#include "engine/watts_poll.hpp"
#include "host/bmc.hpp"

namespace ipmi::engine {

class HostPoller {
public:
    /// `place` is the host's in `snapshot`. Everything referred to outlives the poller.
    HostPoller(host::Environment& environment, Target target, const Pace& pace, Snapshot& snapshot,
               Snapshot::Place place, HostWatch& watch, Counters& counters);

    /// Asks from `first` on, until stop(); then the session is closed.
    Task<void> run(Time first);
    void stop();
    /// In the loop, as stop(): everything is due now, a host that is silent is tried at once. What is asked of the BMC
    /// stays within its budget.
    void refresh();
    /// Likewise, but of this alone: somebody has switched power or lamp; somebody says that something has happened.
    void look_at_power();
    void look_at_log();

private:
    /// False: the host does not answer, which is published.
    Task<bool> connect();
    Task<void> disconnect();
    /// Everything that is due.
    Task<void> round();
    Task<void> ask_readings(Time begun);
    Task<void> ask_log(Time begun);
    /// One of the parts beside the readings. That it cannot be read is told, and makes no host silent.
    Task<void> ask_part(Part part, Duration limit);
    /// Addresses that are not in use are pinged, names looked up again; a better way to the BMC is taken.
    Task<void> look_at_paths();
    Task<bool> answers_ping(std::size_t address);
    /// The name in use means another machine now.
    Task<bool> has_moved();
    /// A session by this address takes the place of the one that is open; nothing is lost if there can be none.
    Task<bool> move_to(std::size_t address);
    void note_paths();
    Task<void> rest();
    /// After so many in a row; ends early where a sign of life comes.
    Task<void> wait_for_return(unsigned failures);
    /// The presence ping, which costs no session.
    Task<bool> gives_sign_of_life();
    Task<void> wait_until(Time time);

    [[nodiscard]] bool has_paths() const { return target_.addresses.size() > 1; }
    [[nodiscard]] bool has_names() const;
    [[nodiscard]] Time next_due() const;
    /// All but the inventory.
    void readings_due(Time now);
    void count_requests();
    void note_readings(const HostReport& report);
    void note_inventory_cause(std::optional<PowerState> power_before, const Dated<DeviceReport>* device_before);
    void publish_answers();
    /// The block as it is now, with what the watch makes of what is new in it.
    void publish();
    void publish_silence(const Error& why);

    host::Environment& environment_;
    Target target_;
    const Pace pace_;
    Snapshot& snapshot_;
    Snapshot::Place place_;
    HostWatch& watch_;
    Counters& counters_;
    HostBlock block_;
    HostBlock observed_;  ///< as the watch has seen it last
    std::unique_ptr<host::Bmc> bmc_;
    std::unique_ptr<host::Bmc> other_;  ///< the same BMC by another way, while that is tried
    PathWatch paths_;
    boost::asio::steady_timer pause_;
    Beat sensors_;
    Beat power_;
    Beat sel_;
    Beat device_;
    Beat inventory_;
    Beat other_paths_;
    Beat names_;
    LogPoll log_;
    WattsPoll watts_;
    RequestBudget budget_;
    std::uint64_t requests_counted_ = 0;         ///< of those of this session
    std::uint64_t retransmissions_counted_ = 0;  ///< the same
    unsigned lost_in_a_row_ = 0;                 ///< sessions that did not outlive their first round
    bool sign_of_life_ = false;                  ///< what the last probe of a silent host said
    bool refresh_asked_ = false;
    bool log_first_ = false;  ///< somebody waits for what is new in the log
    Time hinted_{};           ///< when it is, or was, looked at for a hint
    bool stopping_ = false;
};

}  // namespace ipmi::engine
