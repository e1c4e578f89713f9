// Reads of a log only what came since it was kept.
#pragma once

#include "model/sel_log.hpp"
#include "model/sel_reader.hpp"

namespace ipmi::model {

/// Brings `log` up to date. The reading has the whole log, and in first_new where what came since begins. Records that
/// a ring has overwritten are dropped; a log that does not add up with the BMC's count is read anew. Errors: as
/// read_sel.
Task<Result<SelReading>> update_log(session::Channel& channel, SelLog& log);

}  // namespace ipmi::model
