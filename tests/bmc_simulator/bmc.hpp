// One BMC: datagram in, at most one datagram out. Holds what differs from its profile and little else, so that ten
// thousand fit into a process. No socket, no clock: the time is passed in.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>

#include "chassis_state.hpp"
#include "event_log.hpp"
#include "faults.hpp"
#include "lockout.hpp"
#include "packet/lan_message.hpp"
#include "profile.hpp"
#include "random.hpp"
#include "sensor_states.hpp"
#include "session_table.hpp"
#include "settings.hpp"

namespace ipmi::sim {

/// Buffers that all BMCs of a thread use in turn.
struct Workspace {
    Bytes opened;
    Bytes plain;
};

/// What a BMC counts about itself.
struct Counters {
    std::uint64_t datagrams = 0;  ///< received
    std::uint64_t replies = 0;
    std::uint64_t commands = 0;  ///< executed, inside and outside sessions
    std::uint64_t sessions = 0;  ///< logins that succeeded
    std::uint64_t refused_logins = 0;
    std::uint64_t discarded = 0;  ///< datagrams that were not worth an answer
};

class Bmc {
public:
    /// `profile` and `settings` outlive the BMC; `index` selects its stream of chance and its GUID.
    Bmc(const Profile& profile, const Settings& settings, std::uint64_t index);

    /// Appends the answer to `out`. False: silence.
    bool receive(ByteView datagram, Time now, Workspace& workspace, Bytes& out);

    [[nodiscard]] const Profile& profile() const { return *profile_; }
    [[nodiscard]] const Settings& settings() const { return *settings_; }

    Random random;
    std::array<std::uint8_t, 16> guid{};
    SessionTable sessions;
    SensorStates sensors;
    Counters counters;
    EventLog log;
    Lockout lockout;
    ChassisState chassis;
    std::unique_ptr<std::map<std::uint8_t, Bytes>> written_frus;  ///< only those that were written to
    std::int64_t log_clock_offset = 0;                            ///< SEL clock minus the process' clock, in seconds
    Time silent_until{};                                          ///< the BMC itself is restarting
    bool reset_requested = false;                                 ///< by a command that is still to be answered
    std::array<std::uint8_t, 4> ip{};                             ///< as its LAN configuration tells
    std::uint16_t port = 623;
    std::uint32_t sdr_changes = 0;      ///< times the repository was touched
    std::uint16_t sdr_reservation = 0;  ///< the one that holds; 0: none

    /// Healthy unless edited.
    [[nodiscard]] const Faults& faults() const;
    Faults& edit_faults();
    void clear_faults();
    /// After editing: the log holds and wraps as they say.
    void apply_faults();
    /// The controller takes one request at a time and works on another: commands are answered "node busy".
    [[nodiscard]] bool refuses() const { return refuses_; }
    /// When the answer that receive() just gave leaves the controller.
    [[nodiscard]] Time leaves_at() const { return leaves_at_; }
    /// Ends sessions and logins that have been silent too long.
    void expire_sessions(Time now);
    /// A login of this user that proved nothing.
    void login_failed(std::uint8_t user_id, Time now);
    [[nodiscard]] bool has_faults() const { return faults_ != nullptr; }
    /// A reservation that a read names; counts down `lose_reservations`.
    bool holds_sdr_reservation(std::uint16_t reservation);

    /// A new reservation; the one before is cancelled.
    std::uint16_t reserve_sdrs();
    [[nodiscard]] std::uint32_t sdr_timestamp() const { return profile_->sdr_timestamp + sdr_changes; }
    /// The SEL clock. §31.10.
    [[nodiscard]] std::uint32_t log_time(Time now) const {
        return static_cast<std::uint32_t>(settings_->epoch(now) + log_clock_offset);
    }
    void set_log_time(std::uint32_t time, Time now) { log_clock_offset = std::int64_t{time} - settings_->epoch(now); }
    [[nodiscard]] const Bytes* fru(std::uint8_t id) const;
    /// For writing: a copy of the profile's. nullptr: there is no such device.
    Bytes* writable_fru(std::uint8_t id);
    /// The BMC restarts: sessions and reservations are gone, nothing answers for a while. §20.2.
    void cold_reset(Time now);
    /// The most data bytes that a read of an SDR or FRU gives at once.
    [[nodiscard]] std::size_t max_read() const { return faults().max_read; }

private:
    void occupy(Time now);
    SealFaults next_seal_faults(Bytes& plain);
    bool answer(ByteView datagram, Time now, Workspace& workspace, Bytes& out);
    bool in_session(const packet::Session20& packet, Time now, Workspace& workspace, Bytes& out);
    bool outside_session(ByteView message, Time now, Workspace& workspace);

    const Profile* profile_;
    const Settings* settings_;
    std::unique_ptr<Faults> faults_;
    Time busy_until_{};
    Time leaves_at_{};
    bool refuses_ = false;
};

}  // namespace ipmi::sim
