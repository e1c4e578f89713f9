// What the journal keeps between two runs of the engine, and what one step of the engine writes into it.
#pragma once

#include <ipmi/audit.hpp>
#include <ipmi/event.hpp>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.hpp"

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

/// A thing that has an index of its own, for ever: what SNMP calls a physical entity.
struct Part {
    enum class Kind : std::uint8_t { host, entity, fru, sensor };
    Kind kind = Kind::sensor;
    std::string key{};     ///< of its kind, never moves: "32.0.5", the number of a FRU, "10.1" of an entity
    std::string label{};   ///< as people read it
    std::string parent{};  ///< key of the entity that it belongs to; empty: the host itself
};
const char* to_string(Part::Kind kind);

/// What one source tells of a host's parts; the same object for all machines that are alike.
struct PartList {
    std::vector<Part> parts{};      ///< entities before what belongs to them
    std::uint64_t fingerprint = 0;  ///< of `parts`: what was written down once need not be looked at again
};

struct KeptParts {
    enum class Source : std::uint8_t { sensors, frus };
    std::string host{};
    Source source = Source::sensors;
    std::shared_ptr<const PartList> list{};
};

/// A host's System Event Log as it is now, oldest record first.
struct KeptLog {
    using Record = std::array<std::uint8_t, 16>;
    std::string host{};
    std::vector<Record> records{};
};

/// All that is known of a host, in a form that only the engine reads.
struct KeptBlock {
    std::string host{};
    Bytes body{};
};

/// The hosts that there are from now on. What is known of others is kept for a while, in case they come back.
struct KeptInventory {
    std::vector<std::string> hosts{};
};

/// Written together or not at all.
struct Changes {
    std::vector<Event> events{};            ///< numbered, in rising order
    std::vector<KeptIncident> incidents{};  ///< by id: new, or in the place of what was known
    std::vector<KeptHost> hosts{};          ///< by name: likewise
    std::vector<AuditEntry> audit{};        ///< numbered, in rising order
    std::vector<KeptParts> parts{};         ///< those without an index get one
    std::vector<KeptLog> logs{};            ///< records without a sequence number get one
    std::optional<KeptInventory> inventory{};
    std::vector<KeptBlock> blocks{};  ///< by host: new, or in the place of what was known
    [[nodiscard]] bool empty() const {
        return events.empty() && incidents.empty() && hosts.empty() && parts.empty() && logs.empty() &&
               blocks.empty() && audit.empty() && !inventory;
    }
};

}  // namespace ipmi::store
