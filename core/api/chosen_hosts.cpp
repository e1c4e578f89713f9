#include "api/chosen_hosts.hpp"

#include "api/permission.hpp"

namespace ipmi::api {

std::expected<ChosenHosts, std::string> ChosenHosts::of(const Context& context, const std::optional<std::string>& set) {
    ChosenHosts chosen;
    chosen.view_ = context.engine.snapshot().view();
    if (!set && context.actor.rights->sees_all()) return chosen;
    auto names = visible_names(context, set);
    if (!names) return std::unexpected(names.error());
    chosen.names_ = std::move(*names);
    return chosen;
}

}  // namespace ipmi::api
