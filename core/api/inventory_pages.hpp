// The inventory of the engine: read again when somebody asks for it.
#pragma once

#include "api/route.hpp"

namespace ipmi::api {

/// {"force": true}: even where more than a tenth of the hosts would go. {"hosts", "come", "gone", "unusable": […],
/// "kept": […]}, the last two with the reasons.
Answer reload_page(const Asked& asked);

}  // namespace ipmi::api
