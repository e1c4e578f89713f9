#include "shown_text.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace plugins {

std::string shown_text(std::string_view text) {
    using nlohmann::json;
    // The library that writes our JSON knows what UTF-8 is.
    const auto valid = json(text).dump(-1, ' ', false, json::error_handler_t::replace);
    auto shown = json::parse(valid).get<std::string>();
    std::replace_if(
        shown.begin(), shown.end(), [](unsigned char c) { return (c < 0x20 && c != '\n') || c == 0x7f; }, ' ');
    std::replace(shown.begin(), shown.end(), '|', '/');
    return shown;
}

}  // namespace plugins
