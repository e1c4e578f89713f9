#include "api/etag.hpp"

#include <fmt/format.h>

namespace ipmi::api {

std::string etag_of(std::uint64_t generation) {
    return fmt::format("W/\"{}\"", generation);
}

std::optional<Answer> unchanged(const Asked& asked, std::uint64_t generation) {
    // A list of tags, strong or weak; quotes stand in none of them.
    const auto& known = asked.question.if_none_match;
    if (known != "*" && known.find(fmt::format("\"{}\"", generation)) == std::string::npos) return std::nullopt;
    Answer answer;
    answer.status = 304;
    answer.etag = etag_of(generation);
    return answer;
}

}  // namespace ipmi::api
