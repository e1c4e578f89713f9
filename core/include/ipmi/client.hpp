// The way to BMCs for every door: one loop, any number of BMCs at once, results as they come.
// Each call runs until every target has its result or its own deadline has passed; a dead BMC costs its own deadline
// and nothing else. Not thread safe; one Client a thread.
//
// Errors stand in each target's Result; none ends the call for the others. A call below names groups of them:
//   login     timeout, unreachable (no route, port closed, unknown name), auth_failed (also: waits after a failed
//             login), no_privilege, busy, unsupported (no common cipher suite; a serial: or local: address), local (no
//             address, or not one; no descriptor left), cancelled. IPMI v2.0 rev 1.1, §13.17 to §13.23
//   session   timeout, cancelled; where it was lost and is opened anew: auth_failed, no_privilege, busy, unsupported
//   command   completion_code (refused; table 5-2), malformed (an answer that is not what the specification says)
#pragma once

#include <ipmi/host.hpp>
#include <ipmi/result.hpp>
#include <ipmi/target.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace ipmi {

struct ClientOptions {
    std::string cache_directory{};  ///< empty: $BMCSCOPE_CACHE_DIR, $XDG_CACHE_HOME/bmcscope, /var/cache/bmcscope
    bool use_cache = true;          ///< false: nothing is read from or written to disk
    bool retry_auth = false;        ///< log in even where a recent authentication failure asks to wait
    std::size_t at_once = 512;      ///< BMCs talked to at the same time; the deadline of each begins with its turn
    std::chrono::milliseconds between_starts{0};  ///< a pause before the next BMC's turn: power-on of many, say
    bool handle_signals = false;  ///< SIGINT, SIGTERM and SIGHUP end every running call, sessions are closed
};

/// For calls whose duration a caller wants to bound.
struct Limits {
    std::chrono::milliseconds timeout{10'000};  ///< for one BMC, session set-up and goodbye included
};

/// Called in the order in which results come, once for each target; `index` is the target's.
template <class T>
using OnResult = std::function<void(std::size_t index, Result<T> result)>;

/// Chassis Identify. IPMI v2.0 rev 1.1, §28.5.
struct IdentifyRequest {
    bool on = true;
    std::optional<std::uint8_t> seconds{};  ///< with on, 1 … 255; absent: until switched off
};

/// Chassis Control. IPMI v2.0 rev 1.1, §28.3.
struct PowerRequest {
    PowerAction action = PowerAction::on;
    std::chrono::seconds wait{60};  ///< until the state must have changed (soft, off, on)
    bool force = false;             ///< soft only: off when the host has not gone down in time
};

/// Any command. It is sent once and never again: what it does is not known here.
struct RawRequest {
    std::uint8_t netfn = 0;  ///< of the request, even; table 5-1
    std::uint8_t lun = 0;    ///< 0 … 3
    std::uint8_t command = 0;
    std::vector<std::uint8_t> data{};  ///< from the byte after the command
};
struct RawReply {
    std::uint8_t completion = 0;       ///< a refusal is a reply; in words: completion_text
    std::vector<std::uint8_t> data{};  ///< from the byte after the completion code
};

/// ASF presence pong. DSP0136 (ASF 2.0) §3.2.4.
struct PingReply {
    bool ipmi_supported = false;
    std::chrono::microseconds round_trip{};
};

class Client {
public:
    explicit Client(ClientOptions options = {});
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    /// Errors: login. After it every part has its own, see HostReport.
    void survey(std::span<const Target> targets, const HostQuery& query, Limits limits,
                const OnResult<HostReport>& on_result);
    /// Get Sensor Reading of every sensor of the table (§35.14); the table is known, or read first (§33, §35.2 to
    /// §35.4). A sensor that refuses, or does not answer while others do, is a Reading with a Reason and no error.
    /// Errors: login; session; command (Get Device ID, the repository); local (a record must be decoded and libfreeipmi
    /// is not installed); timeout also where not one sensor answered.
    void sensors(std::span<const Target> targets, Limits limits, const OnResult<SensorReport>& on_result);
    /// The log, read from where the last reading ended (§31.2, §31.5). What `clear` could not do is a warning.
    /// Errors: login; session; command; local (libfreeipmi is not installed); with set_clock also outcome_unknown (the
    /// reply to Set SEL Time was lost) and local (a time that 32 bits do not hold).
    void sel(std::span<const Target> targets, SelQuery query, Limits limits, const OnResult<SelReport>& on_result);
    /// Every FRU that the sensor table names, and the BMC's own (§34.1, §34.2). A FRU that refuses or makes no sense is
    /// one with a warning. Errors: login; session (before the first was read; later it is a warning).
    void fru(std::span<const Target> targets, Limits limits, const OnResult<FruReport>& on_result);
    /// Get Device ID (§20.1), self test (§20.4), GUID (§20.8, §22.14), LAN settings (§23.2), users (§22.27, §22.29).
    /// Errors: login; session; command (Get Device ID's alone: what else is refused is missing, or a warning).
    void device(std::span<const Target> targets, Limits limits, const OnResult<DeviceReport>& on_result);
    /// Get Chassis Status (§28.2); details that are refused stay empty. Errors: login; session; command.
    void chassis(std::span<const Target> targets, ChassisQuery query, Limits limits,
                 const OnResult<ChassisStatus>& on_result);
    /// Chassis Control (§28.3), sent once. A lost reply is Outcome::unknown where the state does not tell, and no
    /// error. Errors: login; session; command; unsupported (cycle or reset of a host that is off).
    void power(std::span<const Target> targets, PowerRequest request, Limits limits,
               const OnResult<PowerResult>& on_result);
    /// Boot flags (§28.12), read back (§28.13): the result is what the BMC keeps.
    /// Errors: login; session; command; unsupported (no flag stands for this device, or the BMC kept another one).
    void set_boot(std::span<const Target> targets, BootOptions options, Limits limits,
                  const OnResult<BootOptions>& on_result);
    /// Set Power Restore Policy (§28.8); the result is what Get Chassis Status then tells.
    /// Errors: login; session; command; unsupported (the BMC keeps another policy).
    void set_restore_policy(std::span<const Target> targets, PowerRestorePolicy policy, Limits limits,
                            const OnResult<PowerRestorePolicy>& on_result);
    /// Chassis Identify (§28.5). The result is false where the lamp is on for 255 s only, because the BMC cannot keep
    /// it on. Errors: login; session; completion_code.
    void identify(std::span<const Target> targets, IdentifyRequest request, Limits limits,
                  const OnResult<bool>& on_result);
    /// Get Power Reading. DCMI v1.5, §6.6.1.
    /// Errors: login; session; command; unsupported (no DCMI, or no power measurement).
    void dcmi_power(std::span<const Target> targets, Limits limits, const OnResult<DcmiPower>& on_result);
    /// Errors: login; session; outcome_unknown (the reply was lost; the command is not repeated).
    void raw(std::span<const Target> targets, const RawRequest& request, Limits limits,
             const OnResult<RawReply>& on_result);
    /// RMCP presence ping (DSP0136, ASF 2.0, §3.2.4): no login, no credentials used.
    /// Errors: timeout, unreachable, unsupported (a serial: or local: address), local, cancelled.
    void ping(std::span<const Target> targets, Limits limits, const OnResult<PingReply>& on_result);

    /// From another thread or a handler of a result: every running call ends soon, sessions are closed. Targets without
    /// a result get the error cancelled.
    void cancel();

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace ipmi
