#include "api/answer.hpp"

namespace ipmi::api {

Answer json_answer(const schema::Json& json) {
    Answer answer;
    answer.body = schema::line(json) + "\n";
    return answer;
}

Answer problem(unsigned status, std::string_view title, std::string_view detail) {
    schema::Json json;
    json["type"] = "about:blank";
    json["title"] = title;
    json["status"] = status;
    json["detail"] = detail;
    auto answer = json_answer(json);
    answer.status = status;
    answer.content_type = "application/problem+json";
    return answer;
}

}  // namespace ipmi::api
