#include "run.hpp"

#include <algorithm>

#include "failure.hpp"
#include "group_check.hpp"
#include "host_check.hpp"
#include "targets.hpp"

namespace plugins {

using std::chrono::milliseconds;

ipmi::Limits limits_of(milliseconds timeout) {
    return ipmi::Limits{timeout - std::min(timeout / 10, milliseconds(250))};
}

Check run(const Options& options, Source& source) {
    const auto found = find_targets(options);
    if (!found) return check_failed("", found.error());
    const auto begun = std::chrono::steady_clock::now();
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const auto query = query_of(options, now);
    std::vector<HostCheck> checks(found->targets.size());
    const auto take = [&checks, &found, &options, now](std::size_t index,
                                                       const ipmi::Result<ipmi::HostReport>& report) {
        const auto& name = found->targets[index].name;
        checks[index] = {name, check_host(name, report, options, now)};
    };
    source.ask(found->targets, query, limits_of(options.timeout), take);
    if (options.mode != Mode::group) return std::move(checks.front().second);
    for (const auto& [name, error] : found->failed) checks.emplace_back(name, check_failed(name, error));
    auto group = check_group(std::move(checks), options.policy.group, options.style.order);
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begun;
    group.metrics.insert(group.metrics.begin(), Metric{"time", spent.count(), "s", {}, {}, 0.0, {}});
    return group;
}

}  // namespace plugins
