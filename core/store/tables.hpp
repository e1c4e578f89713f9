// The tables of the journal, and the way from an older form to this one.
#pragma once

#include "store/database.hpp"

namespace ipmi::store {

/// Makes what is missing. A journal of an older program is backed up beside it ("…-before-2") and brought forward; one
/// of a newer program is refused. Errors: local.
Result<void> prepare_tables(Database& database);

}  // namespace ipmi::store
