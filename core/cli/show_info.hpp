// `bmcscope info`, `ping` and `raw`: the BMC itself.
#pragma once

#include <ipmi/client.hpp>

#include "cli/shown.hpp"
#include "cli/style.hpp"

namespace ipmi::cli {

Shown show(const DeviceReport& report, const Style& style);
Shown show(const PingReply& reply);
/// A refused command is shown and is no success.
Shown show(const RawReply& reply, const Style& style);

}  // namespace ipmi::cli
