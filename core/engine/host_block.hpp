// What the engine knows of one host at one moment. Immutable once published: a reader keeps what it has taken, the next
// poll publishes another.
#pragma once

#include <ipmi/chassis.hpp>
#include <ipmi/device.hpp>
#include <ipmi/fru.hpp>
#include <ipmi/result.hpp>
#include <ipmi/sel.hpp>
#include <ipmi/sensor.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "engine/incident_book.hpp"
#include "engine/packed_log.hpp"

namespace ipmi::engine {

/// An answer and when it was read; nothing old is shown as new.
template <class T>
struct Dated {
    WallTime time{};
    T value{};
};

enum class Reach : std::uint8_t {
    not_asked,  ///< the first poll is still to come
    answers,
    silent,  ///< `error` says at which stage
};
const char* to_string(Reach reach);

/// What is asked of a host, each at its own pace.
enum class Part : std::uint8_t { sensors, chassis, sel, dcmi_power, device, fru };
const char* to_string(Part part);

/// The last attempt at a part was in vain; what was read before it stays.
struct PartFailure {
    Part part = Part::sensors;
    WallTime time{};
    Error why{};
};

/// Get SEL Info and the log's clock, which tell whether there is anything new.
struct SelFill {
    SelInfo info{};
    std::optional<std::chrono::sys_seconds> bmc_clock{};
};

/// Shared between blocks: one that tells of new sensors has the log of the one before.
struct HostBlock {
    std::string name{};
    std::vector<std::string> addresses{};
    std::string peer{};            ///< the address and port that answered last; empty: none has yet
    std::string path{};            ///< of several addresses the one by which it is asked; empty: there is one
    std::uint64_t generation = 0;  ///< of the snapshot in which this block is new
    bool asked = true;             ///< false: it cannot be, as the inventory has it; `error` says why
    Reach reach = Reach::not_asked;
    WallTime since{};              ///< of `reach`
    bool stale = false;            ///< all of this was read by an engine before this one
    std::optional<Error> error{};  ///< why it is silent
    unsigned failures = 0;         ///< in a row; the next attempt waits longer
    OpenTroubles troubles{};       ///< incidents that are open
    /// The last that were read, however old; empty: never.
    std::shared_ptr<const Dated<SensorReport>> sensors{};
    std::string table_key{};  ///< of the sensors' table, where it can be found again; empty: it cannot
    std::shared_ptr<const Dated<ChassisStatus>> chassis{};
    std::shared_ptr<const Dated<PackedLog>> sel{};     ///< read when something in it changed …
    std::shared_ptr<const Dated<SelFill>> sel_fill{};  ///< … which is looked at more often: still so at this time
    std::shared_ptr<const Dated<DcmiPower>> dcmi_power{};
    std::shared_ptr<const Dated<DeviceReport>> device{};  ///< its LAN settings and users are of …
    WallTime settings_read{};                             ///< … this time; epoch: never read
    std::shared_ptr<const Dated<FruReport>> fru{};
    std::vector<PartFailure> failed_parts{};  ///< at most one for each part

    [[nodiscard]] const PartFailure* failure_of(Part part) const;
    /// `why` empty: the part was read, what failed before is over.
    void note_attempt(Part part, WallTime time, const std::optional<Error>& why);

    /// The worst of what its sensors said last and of its open incidents; unknown for a host that is silent or was
    /// never read.
    [[nodiscard]] Severity severity() const;
    [[nodiscard]] std::optional<PowerState> power() const;
    [[nodiscard]] Lamp lamp() const;
};

}  // namespace ipmi::engine
