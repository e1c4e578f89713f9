#include "api/answer.hpp"

namespace ipmi::api {

Answer json_answer(const schema::Json& json) {
    Answer answer;
    answer.body = schema::line(json) + "\n";
    return answer;
}

schema::Json problem_form(unsigned status, std::string_view title, std::string_view detail) {
    schema::Json json;
    json["type"] = "about:blank";
    json["title"] = title;
    json["status"] = status;
    json["detail"] = detail;
    return json;
}

Answer problem(const schema::Json& form) {
    auto answer = json_answer(form);
    answer.status = form["status"].get<unsigned>();
    answer.content_type = "application/problem+json";
    return answer;
}

Answer problem(unsigned status, std::string_view title, std::string_view detail) {
    return problem(problem_form(status, title, detail));
}

}  // namespace ipmi::api
