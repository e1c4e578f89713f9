// The verbs there are: for the command line, its help and the manual page.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace ipmi::cli {

enum class Verb : std::uint8_t {
    status,
    sensors,
    sel,
    fru,
    info,
    power,
    identify,
    ping,
    raw,
    hosts,
    incidents,
    ack,
    audit,
    events,
    inventory
};

/// Whom a verb asks.
enum class Asks : std::uint8_t {
    nobody,
    bmcs,
    engine,
    either,  ///< a running engine where it can say it, else the BMCs
};

struct VerbWords {
    Verb verb;
    std::string_view name;
    std::string_view usage;  ///< what stands behind the name
    std::string_view does;
    Asks asks;
};

std::span<const VerbWords> all_verbs();
std::optional<VerbWords> verb_of(std::string_view name);
const VerbWords& words_of(Verb verb);

}  // namespace ipmi::cli
