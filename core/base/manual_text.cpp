#include <ipmi/manual_text.hpp>

namespace ipmi {

std::string roff(std::string_view text) {
    std::string out;
    for (const auto character : text) {
        if (character == '\\')
            out += "\\e";
        else if (character == '-')
            out += "\\-";
        else
            out += character;
    }
    return out.starts_with('.') || out.starts_with('\'') ? "\\&" + out : out;
}

}  // namespace ipmi
