// What a record of the multirecord area says, as named fields: supplies and loads with units, addresses, vendor data.
// Platform Management FRU Information Storage Definition v1.0 rev 1.3, §17 and §18.
#pragma once

#include <ipmi/fru.hpp>

#include "base/bytes.hpp"

namespace ipmi::model {

/// Fills FruArea::fields from `data` by FruArea::record_type; a record that is too short gets a warning and no fields.
void describe_multirecord(ByteView data, FruArea& record);

}  // namespace ipmi::model
