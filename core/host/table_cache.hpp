// Sensor tables by key: one copy in memory for all machines with the same firmware and repository, one file on disk.
#pragma once

#include <ipmi/sensor.hpp>

#include <memory>
#include <string>
#include <unordered_map>

#include "model/cache_files.hpp"
#include "model/sensor_poll.hpp"

namespace ipmi::host {

struct SharedTable {
    std::shared_ptr<const SensorTable> table{};
    std::shared_ptr<const model::SensorCommands> commands{};
    explicit operator bool() const { return table != nullptr; }
};

class TableCache {
public:
    explicit TableCache(const model::CacheFiles& files) : files_(files) {}

    /// From memory, else from disk; empty: not known. A file that is no good is a warning.
    SharedTable find(const std::string& key, std::vector<std::string>& warnings);
    /// Errors: local (the file could not be written; the table is in memory all the same).
    Result<SharedTable> store(const std::string& key, SensorTable table);

private:
    SharedTable keep(const std::string& key, SensorTable table);

    const model::CacheFiles& files_;
    std::unordered_map<std::string, SharedTable> tables_;
};

/// A table that is not shared: incomplete, or of a machine that cannot be told from others.
SharedTable private_table(SensorTable table);

}  // namespace ipmi::host
