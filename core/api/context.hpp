// What the pages tell of. Made anew for each question, so that all of an answer comes of the same inventory; a stream
// keeps a copy of its own.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "api/access.hpp"
#include "api/hosts_source.hpp"
#include "api/journal_watch.hpp"
#include "api/server_counters.hpp"
#include "engine/engine.hpp"
#include "inventory/inventory.hpp"
#include "schema/sensor_writer.hpp"

namespace ipmi::api {

struct Context {
    engine::Engine& engine;                                   ///< outlives the server
    std::shared_ptr<const inventory::Inventory> inventory{};  ///< never empty
    /// How sensors were written so far; main keeps one for all questions.
    std::shared_ptr<schema::SensorForms<schema::JsonWriter>> sensor_forms =
        std::make_shared<schema::SensorForms<schema::JsonWriter>>(schema::SensorDetail::all);
    InventoryReadings readings_of_it{};
    const ServerCounters* server = nullptr;  ///< where there is one
    Access* access = nullptr;                ///< outlives the server; where there is none, nothing is kept of callers
    /// The one that counts now, for answers that take long; empty: it does not change.
    std::function<SharedInventory()> inventory_now{};
    std::shared_ptr<JournalWatch> journal{};  ///< of all streams; where there is none, each has its own
    HostsSource* hosts = nullptr;             ///< where it comes from, where it can be read again
    Actor actor{};                            ///< set by answer()
};

/// What is wrong with the journal, though the engine goes on: pages may lack what it would tell. Empty: nothing.
inline std::string journal_trouble(const Context& context) {
    return context.engine.recorder().status().trouble;
}

}  // namespace ipmi::api
