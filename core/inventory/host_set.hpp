// Host sets as written everywhere: "web[01-12],@rack1,!web07". Operators work from left to right, none binds tighter.
//
//   web[01-12]  names, folded                   ,  and also
//   @rack1      a group; @* is all              !  but not (a comma may stand before it)
//   ~web0.*     names that match                &  only those that are also in
//   rack=r1     hosts with that attribute; to the letter, nothing is folded
//   rack=~r\d+  hosts whose attribute matches
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "inventory/attributes.hpp"
#include "inventory/folded_name.hpp"
#include "inventory/natural_order.hpp"

namespace ipmi::inventory {

inline constexpr std::size_t longest_host_set = 65'536;  ///< bytes of one expression

/// What the words of a host set refer to.
class HostNames {
public:
    HostNames() = default;
    HostNames(const HostNames&) = delete;
    HostNames& operator=(const HostNames&) = delete;
    virtual ~HostNames() = default;
    [[nodiscard]] virtual const HostSet& all() const = 0;
    /// The error is one line without a column: "no group 'rack7'".
    virtual std::expected<HostSet, std::string> group(std::string_view name) = 0;
    /// Never null, and lives as long as this; the error as that of find_attribute().
    virtual std::expected<const AttributeValues*, std::string> attribute(std::string_view name) = 0;
};

/// A name that is not among `names.all()` is an error, and so is the value of an attribute that no host has: what was
/// meant to be left out must not stay in by a slip. No name has a '=', so that an attribute is never taken for one.
/// A regular expression is in the syntax of RE2, matches whole names or values, and may match none.
std::expected<HostSet, HostSetError> parse_host_set(std::string_view text, HostNames& names);

}  // namespace ipmi::inventory
