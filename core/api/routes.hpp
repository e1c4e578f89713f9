// All pages of the API, and the way from a question to its page.
#pragma once

#include <span>

#include "api/route.hpp"

namespace ipmi::api {

std::span<const Route> routes();

/// Errors are answers too: application/problem+json, RFC 9457.
Answer answer(const Context& context, const Question& question);

}  // namespace ipmi::api
