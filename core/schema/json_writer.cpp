#include "schema/json_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "schema/values.hpp"

namespace ipmi::schema {
namespace {

/// Nearly every text is; the library takes care of all others.
bool is_plain(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < 0x7f && c != '"' && c != '\\'; });
}

}  // namespace

void JsonWriter::name(std::string_view word) {
    comma();
    out_ += '"';
    out_ += word;
    out_ += "\":";
    needs_comma_ = false;
}

void JsonWriter::value(std::string_view text) {
    comma();
    if (is_plain(text)) {
        out_ += '"';
        out_ += text;
        out_ += '"';
    } else {
        out_ += line(Json(text));
    }
    needs_comma_ = true;
}

void JsonWriter::value(double number) {
    comma();
    if (std::isfinite(number))
        fmt::format_to(std::back_inserter(out_), "{}", number);
    else
        out_ += "null";
    needs_comma_ = true;
}

void JsonWriter::value(std::uint64_t number) {
    comma();
    out_ += fmt::format_int(number).c_str();
    needs_comma_ = true;
}

void JsonWriter::value(bool truth) {
    comma();
    out_ += truth ? "true" : "false";
    needs_comma_ = true;
}

void JsonWriter::written(std::string_view bytes) {
    if (bytes.empty()) return;
    comma();
    out_ += bytes;
    needs_comma_ = true;
}

}  // namespace ipmi::schema
