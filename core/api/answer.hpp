// What the API answers to one request, and the forms that pages give their answers.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "api/stream.hpp"
#include "schema/values.hpp"

namespace ipmi::api {

struct Answer {
    unsigned status = 200;
    std::string content_type = "application/json";
    std::string body{};
    std::string etag{};                ///< of what is told; empty: it has none
    std::string allow{};               ///< with status 405: the methods that there are
    std::unique_ptr<Stream> stream{};  ///< in place of `body`
    /// In place of all: the answer as soon as there is one, asked for again after each Server::wake(), and dropped when
    /// the client goes.
    std::function<std::unique_ptr<Answer>()> later{};
};

Answer json_answer(const schema::Json& json);

/// {"type": "about:blank", "title", "status", "detail"}. RFC 9457, §3.
Answer problem(unsigned status, std::string_view title, std::string_view detail);
/// The same in two steps, for one that tells more than that.
schema::Json problem_form(unsigned status, std::string_view title, std::string_view detail);
Answer problem(const schema::Json& form);

}  // namespace ipmi::api
