// Server-sent events taken apart as their bytes come: WHATWG HTML, section "Server-sent events". Bounded: a stream that
// means harm ends with an error, not with this machine's memory.
#pragma once

#include <ipmi/result.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ipmi::client {

struct SseMessage {
    std::string id{};     ///< the last that was told, as the specification has it
    std::string event{};  ///< empty: none was named
    std::string data{};   ///< lines joined by a line end
    bool operator==(const SseMessage&) const = default;
};

class SseReader {
public:
    static constexpr std::size_t longest = 256 * 1024;  ///< bytes of one line, and of one message's data

    /// Appends what is complete. Errors: malformed (longer than `longest`); the reader is of no use then.
    Result<void> take(std::string_view bytes, std::vector<SseMessage>& messages);

private:
    Result<void> end_line(std::vector<SseMessage>& messages);
    Result<void> field(std::string_view name, std::string_view value);

    std::string line_;
    std::string id_;
    std::string event_;
    std::string data_;
    bool after_return_ = false;  ///< a line feed right behind it is the same line end
    bool first_line_ = true;     ///< a byte order mark may stand before it
};

}  // namespace ipmi::client
