// From the bytes of a FRU inventory to its areas and fields, in our own code: a part's name must not cost a library.
// What cannot be trusted is shown with a warning beside it; what is not there any more is named.
// Platform Management FRU Information Storage Definition v1.0 rev 1.3.
#pragma once

#include <ipmi/fru.hpp>

#include "base/bytes.hpp"

namespace ipmi::model {

/// Fills areas, size_bytes and warning. `image` may be shorter than the inventory: areas beyond its end say so.
void decode_fru(ByteView image, Fru& fru);

/// How much of an inventory of `size` bytes has to be read, judging by its first bytes: at least `prefix.size()`, and
/// exactly that when nothing more is needed. Empty space behind the last area is never asked for.
std::size_t needed_fru_bytes(ByteView prefix, std::size_t size);

}  // namespace ipmi::model
