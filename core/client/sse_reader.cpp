#include "client/sse_reader.hpp"

#include "base/error.hpp"

namespace ipmi::client {
namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

}  // namespace

Result<void> SseReader::take(std::string_view bytes, std::vector<SseMessage>& messages) {
    for (const char c : bytes) {
        const bool second_half = after_return_ && c == '\n';
        after_return_ = c == '\r';
        if (second_half) continue;
        if (c == '\n' || c == '\r') {
            if (auto ended = end_line(messages); !ended) return ended;
        } else {
            if (line_.size() >= longest) return malformed("a line of the event stream is too long");
            line_ += c;
        }
    }
    return {};
}

Result<void> SseReader::end_line(std::vector<SseMessage>& messages) {
    std::string_view line = line_;
    if (first_line_ && line.starts_with(byte_order_mark)) line.remove_prefix(byte_order_mark.size());
    first_line_ = false;
    Result<void> outcome;
    if (line.empty()) {
        if (!data_.empty()) {
            data_.pop_back();  // the line end behind the last line
            messages.push_back({id_, event_, data_});
        }
        event_.clear();
        data_.clear();
    } else if (const auto colon = line.find(':'); colon != 0) {  // at 0: a comment, which keeps the stream alive
        auto value = colon == line.npos ? std::string_view() : line.substr(colon + 1);
        if (value.starts_with(' ')) value.remove_prefix(1);
        outcome = field(line.substr(0, colon), value);
    }
    line_.clear();
    return outcome;
}

Result<void> SseReader::field(std::string_view name, std::string_view value) {
    if (name == "event") event_ = value;
    if (name == "id" && value.find('\0') == value.npos) id_ = value;
    if (name == "data") {
        if (data_.size() + value.size() >= longest) return malformed("a message of the event stream is too long");
        data_ += value;
        data_ += '\n';
    }
    return {};
}

}  // namespace ipmi::client
