// SensorTable to bytes and back: our own decoded form, so that a warm check never loads the decoding library.
#pragma once

#include <ipmi/sensor.hpp>

#include "base/bytes.hpp"
#include "base/error.hpp"

namespace ipmi::model {

Bytes encode_table(const SensorTable& table);
/// Errors: malformed (damaged, of another version, or nonsense).
Result<SensorTable> decode_table(ByteView bytes);

}  // namespace ipmi::model
