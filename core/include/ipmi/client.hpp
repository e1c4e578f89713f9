// The way to BMCs for every door: one loop, any number of BMCs at once, results as they come.
// Each call runs until every target has its result or its own deadline has passed; a dead BMC costs its own deadline
// and nothing else. Not thread safe; one Client a thread.
#pragma once

#include <ipmi/chassis.hpp>
#include <ipmi/device.hpp>
#include <ipmi/fru.hpp>
#include <ipmi/result.hpp>
#include <ipmi/sel.hpp>
#include <ipmi/sensor.hpp>
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
    std::size_t at_once = 512;      ///< BMCs talked to at the same time
    bool handle_signals = false;    ///< SIGINT and SIGTERM end every running call, sessions are closed
};

/// For calls whose duration a caller wants to bound.
struct Limits {
    std::chrono::milliseconds timeout{10'000};  ///< for one BMC, session set-up and goodbye included
};

/// Called in the order in which results come; `index` is the target's.
template <class T>
using OnResult = std::function<void(std::size_t index, Result<T> result)>;

struct SelQuery {
    bool clear = false;        ///< after a complete reading
    bool set_clock = false;    ///< the log's clock is set to this machine's time, in UTC, and read again
    std::uint16_t newest = 0;  ///< 0: all records; else only that many of the newest
    bool records = true;       ///< false: fill level and clock alone
    /// Tells history from news (SelRecord::history), and what somebody has acknowledged; remembered beside the cursor.
    bool watch = false;
    std::optional<SelAcknowledgement> acknowledge{};  ///< with watch: open records are acknowledged so
    std::function<bool(const SelRecord&)> acknowledge_which{};  ///< empty: all open ones
};

struct ChassisQuery {
    bool details = true;  ///< restart cause, power-on hours and boot flags too: four requests instead of one
};

struct DeviceQuery {
    bool settings = true;  ///< LAN settings and users too, which are many requests
};

struct IdentifyRequest {
    bool on = true;
    std::optional<std::uint8_t> seconds{};  ///< with on; absent: until switched off
};

struct PowerRequest {
    PowerAction action = PowerAction::on;
    std::chrono::seconds wait{60};  ///< until the state must have changed (soft, off, on)
    bool force = false;             ///< soft only: off when the host has not gone down in time
};

struct RawRequest {
    std::uint8_t netfn = 0;
    std::uint8_t lun = 0;
    std::uint8_t command = 0;
    std::vector<std::uint8_t> data{};
};
struct RawReply {
    std::uint8_t completion = 0;
    std::vector<std::uint8_t> data{};
};

struct PingReply {
    bool ipmi_supported = false;
    std::chrono::microseconds round_trip{};
};

/// Several questions in one session: what a check of a whole host needs.
struct HostQuery {
    bool sensors = false;
    bool sensor_table = false;  ///< the sensors' records alone, known or read
    std::optional<ChassisQuery> chassis{};
    std::optional<SelQuery> sel{};
    bool dcmi_power = false;
    bool fru = false;
    std::optional<DeviceQuery> device{};
};

/// A part that was not asked for is empty; one that failed says why and does not fail the others.
struct HostReport {
    std::optional<Result<SensorReport>> sensors{};
    std::optional<Result<std::shared_ptr<const SensorTable>>> table{};
    std::optional<Result<ChassisStatus>> chassis{};
    std::optional<Result<SelReport>> sel{};
    std::optional<Result<DcmiPower>> dcmi_power{};
    std::optional<Result<FruReport>> fru{};
    std::optional<Result<DeviceReport>> device{};
    std::vector<std::string> warnings{};
    PollStatistics statistics{};
};

class Client {
public:
    explicit Client(ClientOptions options = {});
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    /// Errors of the result: those of the login. Each part has its own.
    void survey(std::span<const Target> targets, const HostQuery& query, Limits limits,
                const OnResult<HostReport>& on_result);
    void sensors(std::span<const Target> targets, Limits limits, const OnResult<SensorReport>& on_result);
    void sel(std::span<const Target> targets, SelQuery query, Limits limits, const OnResult<SelReport>& on_result);
    void fru(std::span<const Target> targets, Limits limits, const OnResult<FruReport>& on_result);
    void device(std::span<const Target> targets, Limits limits, const OnResult<DeviceReport>& on_result);
    void chassis(std::span<const Target> targets, ChassisQuery query, Limits limits,
                 const OnResult<ChassisStatus>& on_result);
    void power(std::span<const Target> targets, PowerRequest request, Limits limits,
               const OnResult<PowerResult>& on_result);
    void set_boot(std::span<const Target> targets, BootOptions options, Limits limits,
                  const OnResult<BootOptions>& on_result);
    void set_restore_policy(std::span<const Target> targets, PowerRestorePolicy policy, Limits limits,
                            const OnResult<PowerRestorePolicy>& on_result);
    /// The result is false where the lamp is on for 255 s only, because the BMC cannot keep it on.
    void identify(std::span<const Target> targets, IdentifyRequest request, Limits limits,
                  const OnResult<bool>& on_result);
    void dcmi_power(std::span<const Target> targets, Limits limits, const OnResult<DcmiPower>& on_result);
    void raw(std::span<const Target> targets, const RawRequest& request, Limits limits,
             const OnResult<RawReply>& on_result);
    /// RMCP presence ping: no login, no credentials used.
    void ping(std::span<const Target> targets, Limits limits, const OnResult<PingReply>& on_result);

    /// From a signal handler's thread or another handler: every running call ends soon, sessions are closed.
    void cancel();

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace ipmi
