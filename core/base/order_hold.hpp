// How an engine says that a host is held by an order, so that it is not taken for a BMC without a free session.
#pragma once

#include <ipmi/result.hpp>
#include <string_view>

namespace ipmi {

/// What its words begin with.
inline constexpr std::string_view an_order_holds_it = "held by an order";

inline bool held_by_an_order(const Error& error) {
    return error.code == Errc::busy && error.context.find(an_order_holds_it) != std::string::npos;
}

}  // namespace ipmi
