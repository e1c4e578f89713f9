// Several parts of several hosts in one answer: what a check asks for, alone or for a group.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "api/rights.hpp"
#include "engine/snapshot.hpp"
#include "schema/values.hpp"

namespace ipmi::api {

/// More are asked for in several questions: an answer is made whole before it is sent.
inline constexpr std::size_t most_reports = 64;

/// `hosts` and `parts` ("sensors,sel") are lists with commas.
/// {"reports": [{<summary>, "statistics", "parts": {"sensors": {"read", "report", "failed"}, …}}, …]}, in the order of
/// `hosts`; {"host", "missing": true} for one that there is not, or that may not be seen. "statistics" are of the
/// engine's own session. Errors: in words; an unknown part, no host, too many.
std::expected<schema::Json, std::string> reports(const engine::Snapshot& snapshot, const Rights& rights,
                                                 std::string_view hosts, std::string_view parts);

}  // namespace ipmi::api
