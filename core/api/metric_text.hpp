// Metrics as text, in either of the two forms that Prometheus reads: OpenMetrics 1.0 and the older text format 0.0.4.
// They differ in how a counter's family is called and in how the text ends.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "base/clock.hpp"

namespace ipmi::api {

enum class MetricForm : std::uint8_t { open_metrics, prometheus };

/// The one that an Accept header asks for; the older one where it does not say.
MetricForm metric_form_of(std::string_view accept);
std::string_view content_type_of(MetricForm form);

enum class MetricType : std::uint8_t { gauge, counter };

/// Name and value; the value may be anything.
using Label = std::pair<std::string_view, std::string_view>;

/// Times as Prometheus has them: seconds since 1970.
inline double seconds_of(WallTime time) {
    return std::chrono::duration<double>(time.time_since_epoch()).count();
}

class MetricText {
public:
    /// Adds to `out`, which outlives it.
    MetricText(std::string& out, MetricForm form) : out_(out), form_(form) {}

    /// All samples of a family follow each other. A counter's name ends in "_total".
    void family(std::string_view name, MetricType type, std::string_view help);
    void sample(std::string_view name, std::initializer_list<Label> labels, double value);
    void end();

private:
    std::string& out_;
    MetricForm form_;
};

}  // namespace ipmi::api
