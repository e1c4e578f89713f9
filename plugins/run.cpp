#include "run.hpp"

#include <algorithm>
#include <optional>

#include "failure.hpp"
#include "group_check.hpp"
#include "host_check.hpp"

namespace plugins {

using std::chrono::milliseconds;

ipmi::Limits limits_of(milliseconds timeout) {
    return ipmi::Limits{timeout - std::min(timeout / 10, milliseconds(250))};
}

Check run(const Options& options, Source& source) {
    const auto begun = std::chrono::steady_clock::now();
    const auto found = source.find(options);
    if (!found) return check_failed("", found.error());
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const auto query = query_of(options, now);
    std::vector<HostCheck> checks(found->targets.size());
    std::optional<std::chrono::system_clock::time_point> oldest;
    const auto take = [&checks, &oldest, &found, &options, now](std::size_t index,
                                                                const ipmi::Result<ipmi::HostReport>& report) {
        const auto& name = found->targets[index].name;
        checks[index] = {name, check_host(name, report, options, now)};
        if (report && report->read) oldest = std::min(oldest.value_or(*report->read), *report->read);
    };
    auto limits = limits_of(options.timeout);
    limits.timeout -= std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - begun);
    source.ask(found->targets, query, limits, take);
    const auto notes = source.notes();
    if (options.mode != Mode::group) {
        auto check = std::move(checks.front().second);
        check.notes.insert(check.notes.end(), notes.begin(), notes.end());
        return check;
    }
    for (const auto& [name, error] : found->failed) checks.emplace_back(name, check_failed(name, error));
    auto group = check_group(std::move(checks), options.policy.group, options.style.order);
    group.notes.insert(group.notes.end(), notes.begin(), notes.end());
    if (oldest) group.metrics.insert(group.metrics.begin(), age_metric(*oldest));
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begun;
    group.metrics.insert(group.metrics.begin(), Metric{"time", spent.count(), "s", {}, {}, 0.0, {}});
    return group;
}

}  // namespace plugins
