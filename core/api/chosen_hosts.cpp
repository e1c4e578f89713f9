#include "api/chosen_hosts.hpp"

namespace ipmi::api {

std::expected<ChosenHosts, std::string> ChosenHosts::of(const Context& context, const std::optional<std::string>& set) {
    ChosenHosts chosen;
    chosen.view_ = context.engine.snapshot().view();
    if (!set) return chosen;
    auto names = context.inventory->select(*set);
    if (!names) return std::unexpected(names.error().context);
    chosen.names_ = std::move(*names);
    return chosen;
}

}  // namespace ipmi::api
