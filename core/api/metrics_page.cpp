#include "api/metrics_page.hpp"

#include "api/chosen_hosts.hpp"
#include "api/engine_metrics.hpp"
#include "api/metric_family.hpp"

namespace ipmi::api {
namespace {

/// All samples of a family stand together, so the hosts are gone through once for each.
class MetricsStream final : public Stream {
public:
    MetricsStream(Context context, ChosenHosts hosts, MetricForm form)
        : context_(std::move(context)), hosts_(std::move(hosts)), form_(form) {
        for (const auto& families : {host_families(), sensor_families()})
            families_.insert(families_.end(), families.begin(), families.end());
    }

    Then next(std::string& chunk) override {
        MetricText text(chunk, form_);
        for (; family_ < families_.size(); ++family_, host_ = 0) {
            const auto& family = families_[family_];
            if (host_ == 0) text.family(family.name, MetricType::gauge, family.help);
            while (host_ < hosts_.size()) {
                if (const auto block = hosts_.at(host_++)) family.add(text, family.name, *block);
                if (chunk.size() >= chunk_bytes) return Then::more;
            }
        }
        if (context_.actor.rights->sees_all()) add_engine_metrics(text, context_);
        text.end();
        return Then::end;
    }

private:
    Context context_;
    ChosenHosts hosts_;
    MetricForm form_;
    std::vector<MetricFamily> families_;
    std::size_t family_ = 0;
    std::size_t host_ = 0;
};

}  // namespace

Answer metrics_page(const Asked& asked) {
    auto hosts = ChosenHosts::of(asked.context, asked.parameters.text("set"));
    if (!hosts) return problem(400, "bad host set", hosts.error());
    const auto form = metric_form_of(asked.question.accept);
    Answer answer;
    answer.content_type = content_type_of(form);
    answer.stream = std::make_unique<MetricsStream>(asked.context, std::move(*hosts), form);
    return answer;
}

}  // namespace ipmi::api
