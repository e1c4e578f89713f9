// Decoded SDRs on disk, shared by all machines with the same firmware and repository. A warm check reads one file and
// asks the BMC one question; it decodes nothing and loads no library.
#pragma once

#include <ipmi/device.hpp>
#include <ipmi/result.hpp>
#include <ipmi/sensor.hpp>

#include <memory>
#include <string>
#include <string_view>

#include "base/bytes.hpp"

namespace ipmi::model {

/// What Get SDR Repository Info (IPMI v2.0 rev 1.1, §33.9) says of the state of a repository.
struct RepositoryState {
    std::uint16_t record_count = 0;
    std::uint32_t most_recent_addition = 0;  ///< SDR clock, seconds; 0 or ffffffffh: the BMC does not tell
    std::uint32_t most_recent_erase = 0;
    bool operator==(const RepositoryState&) const = default;
};

/// One name for all repositories that hold the same records: firmware identity, count and time stamps. Where the BMC gives
/// no time stamps the name holds `address` too, because two machines could then differ unseen.
std::string sdr_key(const DeviceId& device, const RepositoryState& state, std::string_view address);

Bytes encode_table(const SensorTable& table);
/// Errors: malformed. Never more memory than a small multiple of the file.
Result<SensorTable> decode_table(ByteView file);

/// Errors: local (no such file, not ours), malformed (damaged): a cold read is due.
Result<std::shared_ptr<const SensorTable>> load_table(const std::string& directory, const std::string& key);
/// Only complete tables are kept. Errors: local.
Result<void> save_table(const std::string& directory, const std::string& key, const SensorTable& table);

}  // namespace ipmi::model
