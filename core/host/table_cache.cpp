#include "host/table_cache.hpp"

#include "model/table_file.hpp"

namespace ipmi::host {
namespace {

std::string path_of(const std::string& key) {
    return "tables/" + model::file_name(key);
}

}  // namespace

SharedTable private_table(SensorTable table) {
    auto shared = std::make_shared<const SensorTable>(std::move(table));
    auto commands = model::commands_for(*shared);
    return {std::move(shared), std::move(commands)};
}

SharedTable TableCache::keep(const std::string& key, SensorTable table) {
    auto shared = private_table(std::move(table));
    tables_[key] = shared;
    return shared;
}

SharedTable TableCache::find(const std::string& key, std::vector<std::string>& warnings) {
    if (const auto known = tables_.find(key); known != tables_.end()) return known->second;
    const auto bytes = files_.read(path_of(key));
    if (!bytes) warnings.push_back("cache: " + bytes.error().context);
    if (!bytes || !*bytes) return {};
    auto table = model::decode_table(**bytes);
    if (!table) return {};
    return keep(key, std::move(*table));
}

Result<SharedTable> TableCache::store(const std::string& key, SensorTable table) {
    const auto bytes = model::encode_table(table);
    auto shared = keep(key, std::move(table));
    const auto written = files_.write(path_of(key), bytes);
    if (!written) return std::unexpected(written.error());
    return shared;
}

}  // namespace ipmi::host
