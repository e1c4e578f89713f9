// Who did what, for whom, from where, on what, with what result: the engine's append-only audit.
// Nothing here fails.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace ipmi {

/// How far it had come when the entry was written.
enum class AuditStage : std::uint8_t {
    asked,    ///< allowed, and about to be done; another entry tells what became of it
    done,     ///< it was done
    failed,   ///< it was tried and did not succeed
    unknown,  ///< whether it was done cannot be said: the reply was lost, or the engine ended meanwhile
    refused,  ///< not allowed: nothing was done
};
/// "asked" …
const char* to_string(AuditStage stage);

struct AuditEntry {
    std::uint64_t sequence = 0;  ///< from 1, never given twice; 0: not written yet
    std::chrono::system_clock::time_point time{};
    std::string who{};           ///< the user of this machine that asked
    std::string on_behalf_of{};  ///< the user that `who` named; empty: nobody
    std::string from{};          ///< "uid 1000, pid 4711"
    std::string host{};          ///< empty: it is about no single host
    std::string action{};        ///< "power off"
    AuditStage stage = AuditStage::asked;
    std::string result{};     ///< in words
    std::uint64_t asked = 0;  ///< of a result: the number of the entry that asked; 0: there is none
    bool operator==(const AuditEntry&) const = default;
};

/// "alice: power off: verified", "bmcscope-kvm for alice: power off: asked".
std::string to_text(const AuditEntry& entry);

}  // namespace ipmi
