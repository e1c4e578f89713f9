#include "group_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "render.hpp"

namespace plugins {
namespace {

bool reached(const std::optional<HostCount>& limit, std::size_t count, std::size_t all) {
    if (!limit || count == 0) return false;
    const auto number = static_cast<double>(count);
    return limit->percent ? number * 100 >= limit->value * static_cast<double>(all) : number >= limit->value;
}

void forget_metrics(Check& check) {
    check.metrics.clear();
    for (auto& child : check.children) forget_metrics(child);
}

/// What is below is told, but does not decide: the count does.
void show_state_in_text(Check& host, StateOrder order) {
    const auto state = worst(host, order);
    if (state != Severity::ok) host.text = fmt::format("{} {}", state_name(state), host.text);
    host.state = Severity::ok;
    host.children.clear();
}

}  // namespace

Check check_group(std::vector<HostCheck> hosts, const GroupPolicy& policy, StateOrder order) {
    Check check;
    std::array<std::size_t, 4> counts{};
    std::stable_sort(hosts.begin(), hosts.end(), [order](const HostCheck& a, const HostCheck& b) {
        return rank(worst(a.second, order), order) > rank(worst(b.second, order), order);
    });
    const bool by_count = policy.warning || policy.critical;
    std::vector<std::string> parts;
    for (auto& [name, host] : hosts) {
        const auto state = worst(host, order);
        ++counts[static_cast<std::size_t>(state)];
        // A host that could not be asked has its name in the text already.
        if (!host.text.starts_with(name + ":")) host.text = name + ": " + host.text;
        forget_metrics(host);
        if (state != Severity::ok) parts.push_back(host.text);
        if (by_count) show_state_in_text(host, order);
        check.children.push_back(std::move(host));
    }
    const auto of = [&counts](Severity state) { return counts[static_cast<std::size_t>(state)]; };
    const auto all = hosts.size();
    const auto not_ok = all - of(Severity::ok);
    if (reached(policy.critical, not_ok, all))
        check.state = Severity::critical;
    else if (reached(policy.warning, not_ok, all))
        check.state = Severity::warning;
    std::string tally;
    for (const auto state : {Severity::critical, Severity::unknown, Severity::warning})
        if (of(state) > 0) tally += fmt::format("{}{} {}", tally.empty() ? "" : ", ", of(state), to_string(state));
    if (parts.empty())
        check.text = fmt::format("{} hosts, all ok", all);
    else
        check.text = fmt::format("{} of {} hosts not ok ({}): ", not_ok, all, tally) +
                     first_line(parts, "", worst(check, order));
    static constexpr std::pair<Severity, const char*> labels[] = {{Severity::ok, "hosts_ok"},
                                                                  {Severity::warning, "hosts_warning"},
                                                                  {Severity::critical, "hosts_critical"},
                                                                  {Severity::unknown, "hosts_unknown"}};
    for (const auto& [state, label] : labels)
        check.metrics.push_back({label, static_cast<double>(of(state)), {}, {}, {}, 0.0, static_cast<double>(all)});
    return check;
}

}  // namespace plugins
