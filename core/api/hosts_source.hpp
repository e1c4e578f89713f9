// The hosts that the engine polls: read from the inventory, and read again when it has changed or somebody asks.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "engine/engine.hpp"
#include "inventory/inventory.hpp"

namespace ipmi::api {

/// What a reading of the inventory has changed.
struct Reloaded {
    std::size_t hosts = 0;
    std::size_t come = 0;
    std::size_t gone = 0;
    std::vector<std::string> unusable{};  ///< "web07: …" with the reason, hosts that cannot be asked
    std::vector<std::string> kept{};      ///< likewise, hosts that are asked as before: the new secret cannot be read
    std::string missed{};                 ///< hosts that were known before the start and are not there; empty: none
    std::string remarks{};                ///< all of this in one line, short; empty: there is none
};

/// How the inventory was read so far.
struct InventoryReadings {
    WallTime last_good{};  ///< when it was taken over last; epoch: never
    bool good = false;     ///< the newest attempt
    std::uint64_t refused = 0;
};
/// The same for the journal, as of now.
Event event_of(const Result<Reloaded>& reloaded);

class HostsSource {
public:
    /// `path`: a file, or a folder of them. The engine outlives it.
    HostsSource(std::string path, engine::Engine& engine) : path_(std::move(path)), engine_(engine) {}

    /// What becomes of hosts that a reading would take away.
    enum class Loss : std::uint8_t {
        ask,   ///< more than a tenth of them: nothing is changed
        meant  ///< somebody has said that it is
    };
    /// From any thread. An inventory that is wrong changes nothing. A host that was asked goes on being asked with the
    /// former secret while the new one cannot be read: a slip with a file must not end the watch over a fleet.
    /// The first load has nobody to ask: where more than a tenth of the hosts that the journal knows are not there, it
    /// misses them, and so do later ones: their incidents stay open until they are back, or Loss::meant is said.
    /// Errors: local, with FILE:LINE:COLUMN where a file is wrong.
    Result<Reloaded> load(Loss loss = Loss::ask);
    /// Files have changed since the last load(), whether that went well or not.
    [[nodiscard]] bool changed() const;
    /// Of the last load() that went well.
    [[nodiscard]] std::shared_ptr<const inventory::Inventory> inventory() const;
    [[nodiscard]] InventoryReadings readings_of_it() const;
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    /// With the mutex held.
    Result<Reloaded> load_files(Loss loss);
    /// Names, sizes and times of the files: what tells one state of them from another.
    [[nodiscard]] std::string fingerprint() const;

    std::string path_;
    engine::Engine& engine_;
    mutable std::mutex mutex_;
    std::shared_ptr<const inventory::Inventory> inventory_;
    std::map<std::string, Target, std::less<>> asked_;  ///< how the hosts are asked since the last load()
    inventory::HostSet missed_;                         ///< since the start
    InventoryReadings readings_;
    std::string loaded_;  ///< fingerprint at the last load()
};

}  // namespace ipmi::api
