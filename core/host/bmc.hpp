// One BMC while it is talked to: the addresses tried in turn, the login and its manners, what is remembered between
// runs. Flows get the open session from here.
#pragma once

#include <ipmi/sensor.hpp>
#include <ipmi/target.hpp>

#include <boost/asio/steady_timer.hpp>
#include <memory>

#include "host/table_cache.hpp"
#include "model/host_state.hpp"
#include "session/presence_ping.hpp"
#include "session/session.hpp"

namespace ipmi::host {

/// What all BMCs of a loop share.
struct Environment {
    session::Network& network;
    const model::CacheFiles& files;
    TableCache& tables;
    bool retry_auth = false;  ///< log in even where a recent authentication failure asks to wait
    Duration keep_alive{};    ///< of a session that is kept; zero: it is not
};

class Bmc {
public:
    Bmc(Environment& environment, const Target& target, Time deadline);

    /// Of the target's addresses this one alone is tried; for a second way to a BMC that is talked to already.
    void use_only(std::size_t address) { only_ = address; }
    /// The one that was tried last: where a session is open, its own.
    [[nodiscard]] std::size_t address() const { return address_; }

    /// Errors: timeout, unreachable, auth_failed, no_privilege, busy, unsupported, local; the context names the stage.
    Task<Result<void>> open();
    /// Instead of open(): asks each address for an RMCP presence pong, without a login.
    /// Errors: timeout, unreachable, cancelled, local.
    Task<Result<session::Presence>> ping();
    /// Says goodbye and writes down what was learnt. Never fails; what could not be written is a warning.
    Task<void> close();

    /// Of a session that is kept: the latest moment for what comes next, the goodbye included.
    void set_deadline(Time deadline);

    [[nodiscard]] session::Session& session() { return *session_; }
    [[nodiscard]] model::HostState& state() { return state_; }
    [[nodiscard]] session::Quirks& quirks() { return quirks_; }
    [[nodiscard]] const Target& target() const { return target_; }
    [[nodiscard]] Environment& environment() { return environment_; }
    [[nodiscard]] PollStatistics statistics() const;
    std::vector<std::string> warnings{};
    bool table_from_cache = false;

    void cancel(const Error& why);

private:
    /// What is done with one address, by a deadline.
    using Attempt = Task<Result<void>> (Bmc::*)(transport::Endpoint endpoint, Time until);
    Task<Result<void>> try_addresses(Attempt attempt);
    Task<Result<void>> try_address(std::string address, Attempt attempt, Time until);
    Task<Result<void>> open_endpoint(transport::Endpoint endpoint, Time until);
    Task<Result<void>> ping_endpoint(transport::Endpoint endpoint, Time until);
    [[nodiscard]] std::vector<model::LoginBackOff>::iterator own_back_off();
    [[nodiscard]] std::optional<Error> must_wait();
    void note_login(const Result<void>& outcome);
    [[nodiscard]] std::uint64_t fingerprint(std::uint64_t salt) const;
    [[nodiscard]] session::ConversationSettings settings() const;
    void load_state();
    void save_state();

    Environment& environment_;
    const Target& target_;
    std::optional<std::size_t> only_{};
    std::size_t address_ = 0;
    Time deadline_;  ///< of what is asked
    Time end_;       ///< of everything, the goodbye included
    Time started_;
    std::string file_;
    model::HostState state_;
    model::HostState loaded_;
    session::Quirks quirks_;
    std::unique_ptr<session::Session> session_;
    std::unique_ptr<session::PresencePinger> pinger_;
    session::Presence presence_;
    boost::asio::steady_timer pause_;  ///< whatever waits outside of a session waits on this
    std::optional<Error> cancelled_;
};

}  // namespace ipmi::host
