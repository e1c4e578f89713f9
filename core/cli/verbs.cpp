#include "cli/verbs.hpp"

#include <algorithm>
#include <array>

namespace ipmi::cli {
namespace {

constexpr std::array verbs{
    VerbWords{Verb::status, "status", "[SET]", "how the hosts stand: worst state, lamps, counts, what is wrong",
              Asks::either},
    VerbWords{Verb::sensors, "sensors", "SET", "read all sensors and judge them by their own thresholds", Asks::either},
    VerbWords{Verb::sel, "sel", "SET", "show the System Event Log", Asks::either},
    VerbWords{Verb::fru, "fru", "SET", "show parts and their serial numbers", Asks::either},
    VerbWords{Verb::info, "info", "SET", "show the BMC itself: firmware, LAN, users, detected quirks", Asks::bmcs},
    VerbWords{Verb::power, "power", "[status|on|off|cycle|reset|soft|diag] SET",
              "show or switch power; soft asks the operating system, diag interrupts it", Asks::either},
    VerbWords{Verb::identify, "identify", "on|off|SECONDS SET", "switch the identify lamp", Asks::either},
    VerbWords{Verb::ping, "ping", "SET", "is a BMC there? No login", Asks::bmcs},
    VerbWords{Verb::raw, "raw", "SET NETFN COMMAND [BYTE…]", "send any IPMI command; numbers are decimal, or 0x…",
              Asks::bmcs},
    VerbWords{Verb::hosts, "hosts", "[SET]", "list the hosts, and where an engine runs how it reaches them",
              Asks::engine},
    VerbWords{Verb::incidents, "incidents", "[SET]", "what is wrong, since when, and who knows of it", Asks::engine},
    VerbWords{Verb::ack, "ack", "ID…", "acknowledge incidents", Asks::engine},
    VerbWords{Verb::audit, "audit", "", "who did what: power, lamps, incidents, and what was refused", Asks::engine},
    VerbWords{Verb::events, "events", "[SET]", "the journal: what happened", Asks::engine},
    VerbWords{Verb::inventory, "inventory", "check|reload",
              "check an inventory and the secrets it names; reload: the engine reads its own again", Asks::nobody},
};

}  // namespace

std::span<const VerbWords> all_verbs() {
    return verbs;
}

std::optional<VerbWords> verb_of(std::string_view name) {
    const auto* at =
        std::find_if(verbs.begin(), verbs.end(), [name](const VerbWords& verb) { return verb.name == name; });
    return at == verbs.end() ? std::nullopt : std::optional(*at);
}

const VerbWords& words_of(Verb verb) {
    return *std::find_if(verbs.begin(), verbs.end(), [verb](const VerbWords& words) { return words.verb == verb; });
}

}  // namespace ipmi::cli
