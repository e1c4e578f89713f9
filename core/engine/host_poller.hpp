// One host, polled for as long as the engine runs: one read session that is kept, each question when it is due, one
// block published for each round. A host that does not answer is tried again, ever more seldom, and slows nobody.
#pragma once

#include <ipmi/host.hpp>

#include <boost/asio/steady_timer.hpp>
#include <memory>

#include "engine/host_block.hpp"
#include "engine/host_watch.hpp"
#include "engine/pace.hpp"
#include "engine/snapshot.hpp"
#include "host/bmc.hpp"

namespace ipmi::engine {

class HostPoller {
public:
    /// `place` is the host's in `snapshot`. Everything referred to outlives the poller.
    HostPoller(host::Environment& environment, Target target, const Pace& pace, Snapshot& snapshot,
               Snapshot::Place place, HostWatch& watch);

    /// Until stop(); then the session is closed.
    Task<void> run();
    void stop();

private:
    struct Questions {
        bool sensors = false;
        bool power = false;
    };
    Task<void> round(Questions due);
    /// False: the host does not answer, which is published.
    Task<bool> connect();
    Task<void> disconnect();
    Task<void> wait_until(Time time);
    void publish_answers(const HostReport& report);
    /// The block as it is now, with what the watch makes of this round.
    void publish(const Observation& seen);
    void publish_silence(const Error& why);

    host::Environment& environment_;
    Target target_;
    const Pace& pace_;
    Snapshot& snapshot_;
    Snapshot::Place place_;
    HostWatch& watch_;
    HostBlock block_;
    std::unique_ptr<host::Bmc> bmc_;
    boost::asio::steady_timer pause_;
    Time sensors_due_{};
    Time power_due_{};
    bool stopping_ = false;
};

}  // namespace ipmi::engine
