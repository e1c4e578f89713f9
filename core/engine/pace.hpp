// How often a host is asked, and how long one waits for it. Gentle by default: a BMC is a slow computer with few
// session slots.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/beat.hpp"
#include "inventory/poll_entry.hpp"

namespace ipmi::engine {

struct Pace {
    Duration sensors = std::chrono::seconds(60);  ///< and DCMI's watts, where the BMC has them
    Duration power = std::chrono::seconds(30);
    Duration sel = std::chrono::seconds(60);      ///< its fill level; new records are read at once
    Duration device = std::chrono::seconds(60);   ///< identity and self test
    Duration inventory = std::chrono::hours(24);  ///< FRUs, LAN settings, users; also after new firmware or power-on
    double requests_per_second = 10;              ///< to one BMC, on average; 0: as many as the periods ask for
    Duration start_within = std::chrono::seconds(30);       ///< all hosts are asked for the first time within this …
    Duration start_apart = std::chrono::milliseconds(5);    ///< … or within so long for each, if that is sooner
    Duration second_look = std::chrono::seconds(2);         ///< at a sensor that has changed, before it is believed
    Duration timeout = std::chrono::seconds(10);            ///< of one round of questions, login included
    Duration inventory_timeout = std::chrono::seconds(60);  ///< FRUs are read in many small pieces
    Duration first_retry = std::chrono::seconds(5);         ///< of a host that does not answer; doubled each time …
    Duration longest_retry = std::chrono::minutes(5);       ///< … up to this
    Duration probe = std::chrono::seconds(10);  ///< meanwhile it is asked for a sign of life, without a login; so are
                                                ///< paths that are not in use
    Duration names = std::chrono::minutes(5);   ///< a name is looked up again: its address may be another
    Duration probe_timeout = std::chrono::seconds(1);
    Duration keep_alive = std::chrono::seconds(40);  ///< a BMC ends a session after a minute of silence
    bool operator==(const Pace&) const = default;
};

/// `general` with what the inventory says of a host in its place.
Pace pace_of(const Pace& general, const inventory::PollEntry& entry);

/// Where in its first period a host is asked first: spread by its name, the same after every start.
Duration phase_of(std::string_view name, Duration period);

/// Parts of one host, and hosts of one part, do not all come at the same moment.
Beat beat_of(const std::string& host, const char* part, Duration period);

/// The time over which the first questions to all hosts are spread: soon, and so that all have been read within their
/// first period.
Duration start_spread(const Pace& pace, std::size_t hosts);

/// After so many failures in a row, with up to a quarter more by `random`, so that what failed together does not come
/// back together.
Duration retry_after(const Pace& pace, unsigned failures, std::uint8_t random);

}  // namespace ipmi::engine
