#include "api/path.hpp"

#include <charconv>

namespace ipmi::api {

std::expected<std::string, std::string> decoded(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            plain += text[i];
            continue;
        }
        unsigned char byte = 0;
        const auto digits = text.substr(i + 1, 2);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
        if (digits.size() != 2 || error != std::errc() || end != digits.data() + 2)
            return std::unexpected("a % is followed by two hexadecimal digits");
        plain += static_cast<char>(byte);
        i += 2;
    }
    return plain;
}

std::expected<Segments, std::string> parse_path(std::string_view target) {
    target = target.substr(0, target.find('?'));
    if (!target.starts_with('/')) return std::unexpected("a path begins with /");
    Segments segments;
    while (!target.empty()) {
        target.remove_prefix(1);
        const auto end = target.find('/');
        auto segment = decoded(target.substr(0, end));
        if (!segment) return std::unexpected(segment.error());
        if (segment->empty()) return std::unexpected("a part of the path is empty");
        segments.push_back(std::move(*segment));
        target = end == std::string_view::npos ? std::string_view() : target.substr(end);
    }
    return segments;
}

std::optional<std::vector<std::string>> match(std::string_view pattern, const Segments& segments) {
    const auto wanted = parse_path(pattern);
    if (!wanted || wanted->size() != segments.size()) return std::nullopt;
    std::vector<std::string> words;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        if ((*wanted)[i].starts_with('{'))
            words.push_back(segments[i]);
        else if ((*wanted)[i] != segments[i])
            return std::nullopt;
    }
    return words;
}

}  // namespace ipmi::api
