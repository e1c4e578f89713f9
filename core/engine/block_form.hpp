// What is known of a host as bytes, so that the next engine can tell it before it has asked: each value with the time
// at which it was read. CBOR; readings as rows of numbers, the rest in the forms of the API.
#pragma once

#include "base/bytes.hpp"
#include "engine/host_block.hpp"
#include "host/table_cache.hpp"

namespace ipmi::engine {

Bytes encode(const HostBlock& block);
/// Into a block that knows name and addresses. Sensors are there where their table still is. What makes no sense is
/// left out.
void restore(HostBlock& block, ByteView bytes, host::TableCache& tables);

}  // namespace ipmi::engine
