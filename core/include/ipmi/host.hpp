// What can be asked of one host in one session, and the answers: of a BMC itself or of an engine that has asked it.
#pragma once

#include <ipmi/chassis.hpp>
#include <ipmi/device.hpp>
#include <ipmi/fru.hpp>
#include <ipmi/result.hpp>
#include <ipmi/sel.hpp>
#include <ipmi/sensor.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ipmi {

struct SelQuery {
    bool clear = false;        ///< after a complete reading
    bool set_clock = false;    ///< the log's clock is set to this machine's time, in UTC, and read again (§31.11)
    std::uint16_t newest = 0;  ///< 0: all records; else only that many of the newest
    bool records = true;       ///< false: fill level and clock alone
    /// Tells history from news (SelRecord::history), and what somebody has acknowledged; remembered beside the cursor.
    bool watch = false;
    std::optional<SelAcknowledgement> acknowledge{};            ///< with watch: open records are acknowledged so
    std::function<bool(const SelRecord&)> acknowledge_which{};  ///< empty: all open ones
};

/// IPMI v2.0 rev 1.1, §28.2; the details §28.11, §28.14, §28.13.
struct ChassisQuery {
    bool details = true;  ///< restart cause, power-on hours and boot flags too: four requests instead of one
};

struct DeviceQuery {
    bool settings = true;  ///< LAN settings and users too, which are many requests
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

/// A part that was not asked for is empty; one that failed says why and does not fail the others. The errors of a part
/// are those of the Client's call of that name but for the login's; of `table` those of sensors().
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
    /// When the oldest part was read, where an engine had it already; empty: just now.
    std::optional<std::chrono::system_clock::time_point> read{};
};

}  // namespace ipmi
