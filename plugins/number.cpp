#include "number.hpp"

#include <fmt/format.h>

#include <cmath>

namespace plugins {

std::string number(double value) {
    if (value == 0 || !std::isfinite(value)) return "0";  // also -0; what is no number never gets this far
    auto text = fmt::format("{:.6g}", value);
    if (text.find('e') == std::string::npos) return text;
    if (std::abs(value) >= 1) return fmt::format("{:.0f}", value);
    text = fmt::format("{:.9f}", value);
    while (text.ends_with('0')) text.pop_back();
    if (text.ends_with('.')) text.pop_back();
    return text == "-0" ? "0" : text;
}

}  // namespace plugins
