// RMCP presence ping: is there a management controller, and does it speak IPMI? No login. DSP0136 (ASF 2.0) §3.2.4.
#pragma once

#include "session/session.hpp"

namespace ipmi::session {

struct Presence {
    bool ipmi_supported = false;
    Duration round_trip{};
    unsigned tries = 1;
};

class PresencePinger final : private transport::LaneUser {
public:
    /// Sends pings, one a second and the first ones quicker, until a pong comes, `deadline` passes, or cancel().
    /// Errors: timeout, unreachable, cancelled, local.
    Task<Result<Presence>> run(Network& network, transport::Endpoint peer, Time deadline);
    void cancel(const Error& why);

private:
    void on_datagram(ByteView datagram, Time now) override;
    void on_network_error(const Error& error, Time now) override;
    void on_time(Time now) override;
    [[nodiscard]] Time due() const override { return done_.is_set() ? Time::max() : due_; }
    void send(Time now);
    void finish(Result<Presence> result);

    std::unique_ptr<transport::Lane> lane_;
    std::uint8_t tag_ = 0;
    unsigned tries_ = 0;
    Time sent_{};
    Time due_{};
    Time deadline_{};
    Result<Presence> result_;
    Event done_;
};

}  // namespace ipmi::session
