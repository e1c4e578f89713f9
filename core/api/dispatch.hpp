// The way from a question to its page: who asks, which page is meant, with which parameters.
#pragma once

#include "api/route.hpp"

namespace ipmi::api {

/// Errors are answers too: application/problem+json, RFC 9457.
Answer answer(const Context& context, const Question& question);

}  // namespace ipmi::api
