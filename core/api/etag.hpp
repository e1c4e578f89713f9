// Whether a client has already what it asks for: RFC 9110, §8.8.3 and §13.1.2. A tag is the generation of the snapshot,
// which no other engine has had; weak, because the same may be told in other bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "api/route.hpp"

namespace ipmi::api {

/// W/"1795595222000017"
std::string etag_of(std::uint64_t generation);

/// 304, where the client has what is of this generation; empty: it has not.
std::optional<Answer> unchanged(const Asked& asked, std::uint64_t generation);

}  // namespace ipmi::api
