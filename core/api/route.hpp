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

using Page = Answer (*)(const Asked& asked);

struct Route {
    std::string_view method;
    std::string_view path;  ///< "/v1/hosts/{host}": "{…}" stands for one segment
    Page handle;
    std::string_view about;  ///< a sentence
    std::span<const Parameter> parameters = {};
    // For the OpenAPI document; a test wants the first of these of each page.
    std::string_view answer = {};  ///< what it tells, a word of words_of_answers(); empty: no JSON, see `also`
    std::string_view body = {};    ///< what is sent with the question, the same
    std::string_view also = {};    ///< other media types that Accept may ask for: "application/cbor|text/plain"
    unsigned status = 200;
    bool tagged = false;  ///< with an ETag

    [[nodiscard]] constexpr Route takes(std::span<const Parameter> which) const {
        auto row = *this;
        row.parameters = which;
        return row;
    }
    [[nodiscard]] constexpr Route also_as(std::string_view media_types) const {
        auto row = *this;
        row.also = media_types;
        return row;
    }
    [[nodiscard]] constexpr Route with_tag() const {
        auto row = *this;
        row.tagged = true;
        return row;
    }
    /// It is done soon, and not when the answer is there: 202.
    [[nodiscard]] constexpr Route accepted() const {
        auto row = *this;
        row.status = 202;
        return row;
    }
};

/// Rows of the table: a page that tells …
constexpr Route get(std::string_view path, Page page, std::string_view answer, std::string_view about) {
    return {"GET", path, page, about, {}, answer};
}
/// … and one that does something.
constexpr Route post(std::string_view path, Page page, std::string_view body, std::string_view answer,
                     std::string_view about) {
    return {"POST", path, page, about, {}, answer, body};
}

}  // namespace ipmi::api
