// An inventory for tests of host sets: names and groups without files.
#pragma once

#include <map>
#include <string>

#include "inventory/host_set.hpp"

namespace some {

using ipmi::inventory::HostSet;

inline HostSet names_of(std::string_view word) {
    const auto names = ipmi::inventory::expand_name(word, 1);
    return names ? HostSet(names->begin(), names->end()) : HostSet{};
}

class Names final : public ipmi::inventory::HostNames {
public:
    explicit Names(HostSet all, std::map<std::string, HostSet, std::less<>> groups = {},
                   ipmi::inventory::Attributes attributes = {})
        : all_(std::move(all)), groups_(std::move(groups)), attributes_(std::move(attributes)) {}
    const HostSet& all() const override { return all_; }
    std::expected<HostSet, std::string> group(std::string_view name) override {
        const auto at = groups_.find(name);
        if (at == groups_.end()) return std::unexpected("no group '" + std::string(name) + "'");
        return at->second;
    }
    std::expected<const ipmi::inventory::AttributeValues*, std::string> attribute(std::string_view name) override {
        return ipmi::inventory::find_attribute(attributes_, name);
    }

private:
    HostSet all_;
    std::map<std::string, HostSet, std::less<>> groups_;
    ipmi::inventory::Attributes attributes_;
};

}  // namespace some
