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
};

}  // namespace ipmi::api
