// What hosts have besides names and groups: `attributes = { rack = "r1", site = "dc1" }` of a host. Host sets select by
// it: rack=r1.
#pragma once

#include <expected>
#include <map>
#include <string>
#include <string_view>

#include "inventory/natural_order.hpp"

namespace ipmi::inventory {

class TableReader;
struct Entries;

/// Of one host: "rack" and "r1".
using HostAttributes = std::map<std::string, std::string, std::less<>>;
/// The key `attributes` of a host's table.
HostAttributes read_attributes(TableReader& table);

/// The hosts that have one attribute, each with its value.
using AttributeValues = std::map<std::string, std::string, NaturalLess>;
/// All of them by name; each is of one host at least.
using Attributes = std::map<std::string, AttributeValues, std::less<>>;
Attributes attributes_of(const Entries& entries);

/// Never null. The error is one line, "no host has the attribute 'rak'; known are rack, site".
std::expected<const AttributeValues*, std::string> find_attribute(const Attributes& attributes, std::string_view name);

}  // namespace ipmi::inventory
