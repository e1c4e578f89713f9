// How the engine itself does, as metrics: bmcscope_engine_…, and process_… as the Prometheus conventions call those.
#pragma once

#include "api/context.hpp"
#include "api/metric_text.hpp"

namespace ipmi::api {

/// Goes through all hosts once.
void add_engine_metrics(MetricText& text, const Context& context);

}  // namespace ipmi::api
