// What the journal keeps between two runs of the engine, and what one step of the engine writes into it.
#pragma once

#include <ipmi/event.hpp>

#include <string>
#include <vector>

namespace ipmi::store {

/// An incident, and what its owner needs to go on with it: text that only the engine reads.
struct KeptIncident {
    Incident incident{};
    std::string memory{};
};

/// A host, and what the engine has seen of it last.
struct KeptHost {
    std::string name{};
    std::string memory{};
};

/// Written together or not at all.
struct Changes {
    std::vector<Event> events{};            ///< numbered, in rising order
    std::vector<KeptIncident> incidents{};  ///< by id: new, or in the place of what was known
    std::vector<KeptHost> hosts{};          ///< by name: likewise
    [[nodiscard]] bool empty() const { return events.empty() && incidents.empty() && hosts.empty(); }
};

}  // namespace ipmi::store
