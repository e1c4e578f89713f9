// What the engine knows of one host at one moment. Immutable once published: a reader keeps what it has taken, the next
// poll publishes another.
#pragma once

#include <ipmi/chassis.hpp>
#include <ipmi/result.hpp>
#include <ipmi/sensor.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "engine/incident_book.hpp"

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

struct HostBlock {
    std::string name{};
    std::vector<std::string> addresses{};
    std::uint64_t generation = 0;  ///< of the snapshot in which this block is new
    Reach reach = Reach::not_asked;
    WallTime since{};              ///< of `reach`
    std::optional<Error> error{};  ///< why it is silent
    unsigned failures = 0;         ///< in a row; the next attempt waits longer
    OpenTroubles troubles{};       ///< incidents that are open
    /// The last that were read, however old; empty: never.
    std::shared_ptr<const Dated<SensorReport>> sensors{};
    std::shared_ptr<const Dated<ChassisStatus>> chassis{};

    /// The sensors', and unknown for a host that is silent or was never read.
    [[nodiscard]] Severity severity() const;
    [[nodiscard]] std::optional<PowerState> power() const;
    [[nodiscard]] Lamp lamp() const;
};

}  // namespace ipmi::engine
