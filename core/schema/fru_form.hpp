// Parts as JSON.
#pragma once

#include <ipmi/fru.hpp>

#include "schema/values.hpp"

namespace ipmi::schema {

/// {"frus": [{id, name, entity, size_bytes, areas: [{kind, fields: {…}, …}], warning}], "warnings", "statistics"}
Json form(const FruReport& report);
Json form(const Fru& fru);
Json form(const FruArea& area);

}  // namespace ipmi::schema
