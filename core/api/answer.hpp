// What the API answers to one request: a pure function of the request and of what the engine knows.
#pragma once

#include <string>
#include <string_view>

#include "engine/engine.hpp"

namespace ipmi::api {

struct Question {
    std::string method{};  ///< "GET"
    std::string target{};  ///< path and query as in the request line
};

struct Answer {
    unsigned status = 200;
    std::string content_type = "application/json";
    std::string body{};
    std::string allow{};  ///< with status 405: the methods that there are
};

/// Errors are answers too: application/problem+json, RFC 9457.
Answer answer(const engine::Engine& engine, const Question& question);

/// {"type": "about:blank", "title", "status", "detail"}. RFC 9457, §3.
Answer problem(unsigned status, std::string_view title, std::string_view detail);

}  // namespace ipmi::api
