// Which event ended which: a log says "asserted" and later "deasserted", people want to know what is still open.
#pragma once

#include <ipmi/sel.hpp>

#include <span>

namespace ipmi::model {

/// Sets SelRecord::cleared_by. An assertion ends with the next record of the same sensor and event type that
/// - deasserts the same offset (for thresholds the offset holds the direction, too), or
/// - asserts what cannot be true beside it: the same threshold passed the other way, the other state of a two-state
/// event
///   type, another level of a severity or redundancy. Firmware often logs only that.
/// Records are taken in the order given, which is the log's: ids may repeat and clocks go back.
void pair_events(std::span<SelRecord> records);

}  // namespace ipmi::model
