#include "model/sel_part.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

namespace ipmi::model {
namespace {

bool letter(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0;
}
bool digit(char c) {
    return c >= '0' && c <= '9';
}
bool word(char c) {
    return letter(c) || digit(c);
}
char lower(char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}
char upper(char c) {
    return static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
}

/// Where `name` (lower case) stands in `text`, from `from` on, in any case.
std::size_t find_word(std::string_view text, std::string_view name, std::size_t from) {
    const auto same = [](char a, char b) { return lower(a) == b; };
    const auto begin = text.begin() + static_cast<std::ptrdiff_t>(std::min(from, text.size()));
    const auto at = std::search(begin, text.end(), name.begin(), name.end(), same);
    return at == text.end() ? std::string_view::npos : static_cast<std::size_t>(at - text.begin());
}

/// "1", "A", "A2", "12", "3B": what labels on boards look like; nothing longer, and nothing that goes on as a word.
std::string_view designator(std::string_view text) {
    std::size_t size = 0;
    if (size < text.size() && letter(text[size])) ++size;
    const auto digits_from = size;
    while (size < text.size() && size < digits_from + 2 && digit(text[size])) ++size;
    if (size > 0 && digits_from == 0 && size < text.size() && letter(text[size])) ++size;
    if (size < text.size() && word(text[size])) return {};
    return text.substr(0, size);
}

std::string_view after_separator(std::string_view text) {
    for (int most = 2; most > 0 && !text.empty(); --most)
        if (std::string_view(" _-#").find(text.front()) != std::string_view::npos) text.remove_prefix(1);
    return text;
}

/// The number behind one of `names` where it stands as a word of its own: "PS1", "Power Supply 2", "fan_3".
std::optional<std::string> numbered(std::string_view text, std::initializer_list<std::string_view> names) {
    for (const auto name : names) {
        for (auto at = find_word(text, name, 0); at != std::string_view::npos; at = find_word(text, name, at + 1)) {
            if (at > 0 && word(text[at - 1])) continue;
            const auto number = designator(after_separator(text.substr(at + name.size())));
            if (!number.empty() && digit(number.front())) return std::string(number);
        }
    }
    return std::nullopt;
}

/// "X" of "Channel = X"; empty where there is none or it is "Unknown".
std::string_view value_of(std::string_view text, std::string_view name) {
    const auto at = find_word(text, name, 0);
    if (at == std::string_view::npos || (at > 0 && word(text[at - 1]))) return {};
    auto rest = text.substr(at + name.size());
    if (!rest.starts_with(" = ")) return {};
    return designator(rest.substr(3));
}

std::string dimm(std::string_view text) {
    constexpr std::string_view name = "dimm";
    for (auto at = find_word(text, name, 0); at != std::string_view::npos; at = find_word(text, name, at + 1)) {
        const auto rest = after_separator(text.substr(at + name.size()));
        auto which = std::string(designator(rest));
        if (which.empty()) continue;
        auto tail = rest.substr(which.size());
        if (tail.size() >= 2 && tail[0] == '/' && letter(tail[1])) which += {'/', tail[1]};  // "DIMM_1/B"
        if (tail.starts_with("(CPU") && tail.find(')') < 8) which += tail.substr(0, tail.find(')') + 1);
        which.front() = upper(which.front());
        // What belongs to it in front: "CPU1_DIMM_A1", "P1_DIMMA1".
        auto from = at;
        while (from > 0 && (word(text[from - 1]) || text[from - 1] == '_')) --from;
        // "DIMM B3" is written "DIMM_B3" on boards; "DIMM 3" and "DIMMA1" stay as they are.
        const char behind = at + name.size() < text.size() ? text[at + name.size()] : ' ';
        const std::string_view separator = word(behind) ? "" : behind == '_' || letter(which.front()) ? "_" : " ";
        return fmt::format("{}DIMM{}{}", text.substr(from, at - from), separator, which);
    }
    const auto module = value_of(text, name);
    if (module.empty()) return {};
    const auto processor = value_of(text, "cpu");
    const auto channel = value_of(text, "channel");
    return fmt::format("{}DIMM{}{}{}", processor.empty() ? "" : fmt::format("CPU{}_", processor),
                       channel.empty() ? " " : "_", channel, module);
}

/// Table 43-13, the ids of what can be replaced.
constexpr std::array<std::uint8_t, 21> replaceable{0x03, 0x04, 0x05, 0x08, 0x09, 0x0a, 0x0b, 0x0f, 0x10, 0x11, 0x12,
                                                   0x13, 0x14, 0x15, 0x1a, 0x1d, 0x1e, 0x1f, 0x20, 0x28, 0x29};
constexpr std::uint8_t processor = 0x03;

}  // namespace

std::string part_in_text(std::string_view text) {
    if (auto module = dimm(text); !module.empty()) return module;
    if (const auto number = numbered(text, {"power supply", "psu", "pws", "ps"})) return "Power Supply " + *number;
    if (const auto number = numbered(text, {"fan"})) return "Fan " + *number;
    if (const auto number = numbered(text, {"drive", "disk", "hdd", "ssd"})) return "Drive " + *number;
    if (find_word(text, "fan", 0) != std::string_view::npos) return {};  // "CPU1_FAN" is not the CPU
    if (const auto number = numbered(text, {"cpu", "processor", "proc"})) return "CPU " + *number;
    return {};
}

std::string part_of_entity(const Entity& entity) {
    if (std::find(replaceable.begin(), replaceable.end(), entity.id) == replaceable.end()) return {};
    constexpr std::string_view long_name = "Processor";
    if (entity.id == processor && entity.name.starts_with(long_name))
        return "CPU" + entity.name.substr(long_name.size());
    return entity.name;
}

}  // namespace ipmi::model
