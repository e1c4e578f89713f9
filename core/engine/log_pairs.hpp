// Records of the log as the engine looks at them: which are new, and to which trouble each belongs.
#pragma once

#include <ipmi/sel.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "engine/host_memory.hpp"

namespace ipmi::engine {

struct LogPair {
    std::string incident{};  ///< key: the sensor's where that can be read, else the sensor and its event
    std::string source{};    ///< "sel 01.09": event type and offset, which the deassertion shares
};
LogPair pair_of(const SelRecord& record, const SensorTable* table);

/// A lower limit of a fan, a voltage or a current: where the host is off that is no fault.
bool explained_by_power_off(const SelRecord& record);
/// Likewise, of a trouble of this sensor that the log has told as `source`.
bool explained_by_power_off(const Sensor& sensor, std::string_view source);

/// The index of the first record after the one that was read last. A log without that one was cleared or has wrapped:
/// all in it is new.
std::size_t first_new(const std::vector<SelRecord>& records, const HostMemory& memory);

/// "CPU1 Temp: Upper Critical - going high, reading 98 C (DIMM_A2)"
std::string text_of(const SelRecord& record);

}  // namespace ipmi::engine
