// One family of metrics about hosts: what it is called, and what one host adds to it.
#pragma once

#include <span>

#include "api/metric_text.hpp"
#include "engine/host_block.hpp"

namespace ipmi::api {

struct MetricFamily {
    const char* name;
    const char* help;  ///< a sentence
    void (*add)(MetricText& text, const char* name, const engine::HostBlock& block);
};

/// Sensors by what they measure. Names and labels are those of prometheus-community/ipmi_exporter, and beside them the
/// host and the sensor's key, which a new firmware does not move. Of a host whose sensors could not be read there are
/// none: nothing old is shown as new.
std::span<const MetricFamily> sensor_families();

/// Whether a host answers, its power, log and BMC; the same.
std::span<const MetricFamily> host_families();

}  // namespace ipmi::api
