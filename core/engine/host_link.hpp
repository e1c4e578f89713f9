// The read session that is kept with one host, by the best of its addresses: those that are not in use are pinged,
// names are looked up again, a better way to the BMC is taken while the old one still serves.
#pragma once

#include <ipmi/target.hpp>

#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <string>

#include "engine/beat.hpp"
#include "engine/counters.hpp"
#include "engine/host_watch.hpp"
#include "engine/pace.hpp"
#include "engine/path_watch.hpp"
#include "engine/request_budget.hpp"
#include "host/bmc.hpp"

namespace ipmi::engine {

class HostLink {
public:
    /// Everything referred to outlives it.
    HostLink(host::Environment& environment, const Target& target, const Pace& pace, HostWatch& watch,
             Counters& counters);

    /// With a session: it may have ended meanwhile, which alive() tells.
    [[nodiscard]] bool is_open() const { return bmc_ != nullptr; }
    [[nodiscard]] bool alive() const { return bmc_ && bmc_->session().alive(); }
    [[nodiscard]] host::Bmc& bmc() { return *bmc_; }
    /// With a session: whom it is with.
    [[nodiscard]] std::string peer() const;
    /// The address in use, where there are several.
    [[nodiscard]] const std::string& path() const { return path_; }

    /// Without a session. Errors: those of host::Bmc::open.
    Task<Result<void>> connect();
    Task<void> disconnect();
    /// Without a session: the presence ping, which needs none.
    Task<bool> gives_sign_of_life();
    /// Alive, and it is time for the other ways. True: the session is another now.
    Task<bool> look_at_paths();
    [[nodiscard]] bool paths_due(Time now) const { return next_look() <= now; }
    [[nodiscard]] Time next_look() const;

    /// How what was asked is to be charged.
    enum class Charge : std::uint8_t { in_turn, once };
    /// What the session has asked since it was counted last.
    void count_requests(RequestBudget& budget, Charge charge = Charge::in_turn);
    /// Whatever is outstanding ends; disconnect() can still be said.
    void stop();

private:
    [[nodiscard]] bool has_paths() const { return target_.addresses.size() > 1; }
    [[nodiscard]] bool has_names() const;
    [[nodiscard]] Time next_of_names() const;
    Task<bool> answers_ping(std::size_t address);
    /// The name in use means another machine now.
    Task<bool> has_moved();
    /// A session by this address takes the place of the one that is open; nothing is lost if there can be none.
    Task<bool> move_to(std::size_t address);
    void now_by(std::size_t address);
    void tell_paths();

    host::Environment& environment_;
    const Target& target_;
    const Pace& pace_;
    HostWatch& watch_;
    Counters& counters_;
    std::unique_ptr<host::Bmc> bmc_;
    std::unique_ptr<host::Bmc> other_;  ///< the same BMC by another way, while that is tried
    std::string path_{};
    PathWatch paths_;
    Beat other_paths_;
    Beat names_;
    Time names_looked_up_{};
    std::uint64_t requests_counted_ = 0;         ///< of those of this session
    std::uint64_t retransmissions_counted_ = 0;  ///< the same
    bool stopping_ = false;
};

}  // namespace ipmi::engine
