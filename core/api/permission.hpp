// Whether whoever asks may do what is asked; a refusal is in the audit before it is told.
#pragma once

#include <expected>
#include <functional>
#include <set>

#include "api/route.hpp"

namespace ipmi::api {

/// Who, from where, for the audit.
AuditEntry asked_by(const Actor& actor, std::string action, std::string host = {});

/// Empty: the role is there. Else the answer to give: 404 where the host may not even be seen. `host` empty: it is
/// about everything.
std::optional<Answer> missing_role(const Context& context, Role role, const std::string& host,
                                   const std::string& action);

/// The host as the engine knows it. Errors: the answer to give, 404 also where it may not be seen.
std::expected<engine::Snapshot::Block, Answer> visible_host(const Context& context, const std::string& name);

/// The hosts of a set that may be seen, in natural order; empty set: all that may be seen.
/// Errors: in words, what is wrong with the set.
std::expected<std::vector<std::string>, std::string> visible_names(const Context& context,
                                                                   const std::optional<std::string>& set);

/// The hosts whose past may be told: those of the parameter "set"; empty: all, those that are gone too.
/// Errors: the answer to give.
std::expected<std::optional<std::set<std::string>>, Answer> hosts_told(const Asked& asked);

/// For an answer that goes on: whether whoever asks still has the rights that it began with.
std::function<bool()> still_allowed(const Asked& asked);

Answer no_such_host(const std::string& name);

}  // namespace ipmi::api
