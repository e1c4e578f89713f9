// `bmcscope power` and `identify`: the state, or what became of an action.
#pragma once

#include <ipmi/chassis.hpp>
#include <ipmi/client.hpp>

#include "cli/shown.hpp"
#include "cli/style.hpp"

namespace ipmi::cli {

Shown show(const ChassisStatus& status, const Style& style);
Shown show(const PowerResult& result, const Style& style);
/// `as_asked` false: on for 255 s only, because the BMC cannot keep the lamp on.
Shown show_identify(const IdentifyRequest& request, bool as_asked);

}  // namespace ipmi::cli
