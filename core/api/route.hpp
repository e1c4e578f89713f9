// One page of the API: how it is asked for, and who answers.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/answer.hpp"
#include "api/context.hpp"
#include "api/parameters.hpp"
#include "api/question.hpp"

namespace ipmi::api {

/// A question that has found its page.
struct Asked {
    const Context& context;
    const Question& question;
    std::vector<std::string> words;  ///< what stands in the place of each "{…}" of the path
    Parameters parameters;           ///< only those that the page takes
};

struct Route {
    std::string_view method;
    std::string_view path;  ///< "/v1/hosts/{host}": "{…}" stands for one segment
    Answer (*handle)(const Asked& asked);
    std::string_view about;  ///< a sentence
    std::span<const Parameter> parameters = {};
    // For the OpenAPI document; a test wants the first of these of each page.
    std::string_view answer = {};  ///< what it tells, a word of words_of_answers(); empty: no JSON, see `also`
    std::string_view body = {};    ///< what is sent with the question, the same
    std::string_view also = {};    ///< other media types that Accept may ask for: "application/cbor|text/plain"
    unsigned status = 200;
    bool tagged = false;  ///< with an ETag
};

}  // namespace ipmi::api
