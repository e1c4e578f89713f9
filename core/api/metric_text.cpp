#include "api/metric_text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

namespace ipmi::api {
namespace {

constexpr std::string_view counters_end = "_total";

void append_escaped(std::string& out, std::string_view value) {
    for (;;) {
        const auto at = value.find_first_of("\\\"\n");
        out += value.substr(0, at);
        if (at == std::string_view::npos) return;
        out += '\\';
        out += value[at] == '\n' ? 'n' : value[at];
        value.remove_prefix(at + 1);
    }
}

void append_number(std::string& out, double value) {
    if (std::isnan(value))
        out += "NaN";
    else if (std::isinf(value))
        out += value > 0 ? "+Inf" : "-Inf";
    else
        fmt::format_to(std::back_inserter(out), "{}", value);
}

}  // namespace

MetricForm metric_form_of(std::string_view accept) {
    return accept.find("application/openmetrics-text") == std::string_view::npos ? MetricForm::prometheus
                                                                                 : MetricForm::open_metrics;
}

std::string_view content_type_of(MetricForm form) {
    return form == MetricForm::open_metrics ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
                                            : "text/plain; version=0.0.4; charset=utf-8";
}

void MetricText::family(std::string_view name, MetricType type, std::string_view help) {
    if (form_ == MetricForm::open_metrics && type == MetricType::counter) name.remove_suffix(counters_end.size());
    const auto* const word = type == MetricType::counter ? "counter" : "gauge";
    fmt::format_to(std::back_inserter(out_), "# HELP {0} {2}\n# TYPE {0} {1}\n", name, word, help);
}

void MetricText::sample(std::string_view name, std::initializer_list<Label> labels, double value) {
    out_ += name;
    char before = '{';
    for (const auto& [label, text] : labels) {
        out_ += before;
        out_ += label;
        out_ += "=\"";
        append_escaped(out_, text);
        out_ += '"';
        before = ',';
    }
    out_ += before == ',' ? "} " : " ";
    append_number(out_, value);
    out_ += '\n';
}

void MetricText::end() {
    if (form_ == MetricForm::open_metrics) out_ += "# EOF\n";
}

}  // namespace ipmi::api
