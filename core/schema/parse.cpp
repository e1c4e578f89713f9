#include "schema/parse.hpp"

#include <charconv>

#include "schema/members.hpp"

namespace ipmi::schema {
namespace {

Error error_of(const Json& json) {
    Error error;
    error.code = word_of(value_of<std::string>(json, "code"), Errc::local, "code");
    error.context = clean_text(value_of<std::string>(json, "context"), longest_text);
    error.completion = maybe<std::uint8_t>(json, "completion");
    return error;
}

}  // namespace

Result<Json> parse_json(std::string_view text) {
    auto json = Json::parse(text, nullptr, false);
    if (json.is_discarded()) return malformed("no JSON");
    return json;
}

Result<Error> parse_error(const Json& json) {
    return checked(error_of, json);
}

Result<WallTime> parse_time(std::string_view text) {
    using namespace std::chrono;
    // "2026-11-24T04:31:07.250Z"
    constexpr std::string_view shape = "dddd-dd-ddTdd:dd:dd";
    const auto wrong = malformed("no time as RFC 3339 has it");
    if (text.size() < shape.size() + 1 || text.back() != 'Z') return wrong;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        if (shape[i] == 'd' ? !digit : text[i] != shape[i]) return wrong;
    }
    const auto number = [&text](std::size_t at, std::size_t size) {
        int value = 0;
        std::from_chars(text.data() + at, text.data() + at + size, value);
        return value;
    };
    const year_month_day date(year(number(0, 4)), month(static_cast<unsigned>(number(5, 2))),
                              day(static_cast<unsigned>(number(8, 2))));
    // Nanoseconds in 64 bits end in 2262.
    if (!date.ok() || date.year() < year(1970) || date.year() > year(2261) || number(11, 2) > 23 ||
        number(14, 2) > 59 || number(17, 2) > 60)
        return wrong;
    auto fraction = text.substr(shape.size(), text.size() - shape.size() - 1);
    unsigned thousandths = 0;  // takes no sign
    if (!fraction.empty()) {
        const auto [end, error] = std::from_chars(fraction.data() + 1, fraction.data() + fraction.size(), thousandths);
        if (fraction.size() != 4 || fraction.front() != '.' || error != std::errc() ||
            end != fraction.data() + fraction.size())
            return wrong;
    }
    return WallTime(sys_days(date)) + hours(number(11, 2)) + minutes(number(14, 2)) + seconds(number(17, 2)) +
           milliseconds(thousandths);
}

}  // namespace ipmi::schema
