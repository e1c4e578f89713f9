#include "model/fru_fields.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "wire/type_length.hpp"

namespace ipmi::model {
namespace {

constexpr std::uint8_t end_mark = 0xc1;

void append_utf8(std::string& out, unsigned code) {
    const auto put = [&out](unsigned byte) { out += static_cast<char>(byte); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xc0 | code >> 6);
        put(0x80 | (code & 0x3f));
    } else {
        put(0xe0 | code >> 12);
        put(0x80 | (code >> 6 & 0x3f));
        put(0x80 | (code & 0x3f));
    }
}

/// §13: in other languages type 11b is two-byte Unicode. Much firmware writes ASCII all the same, so that wins.
std::string text_of(wire::StringType type, ByteView bytes, bool english) {
    const auto printable = [](std::uint8_t byte) { return byte >= 0x20 && byte < 0x7f; };
    if (type != wire::StringType::latin1 || english || bytes.size() % 2 != 0 ||
        std::all_of(bytes.begin(), bytes.end(), printable))
        return wire::decode_string(type, bytes);
    std::string text;
    wire::Reader in(bytes);
    while (in.remaining() > 0) append_utf8(text, in.u16());
    return clean_text(text);
}

}  // namespace

void warn(std::string& warning, std::string_view text) {
    if (!warning.empty()) warning += "; ";
    warning += text;
}

void read_fields(wire::Reader& in, FruArea& area, std::initializer_list<std::string_view> names) {
    const bool english = is_english(area.language.value_or(0));
    std::size_t index = 0;
    for (; in.remaining() > 0; ++index) {
        const auto type_length = in.u8();
        if (type_length == end_mark) return;
        const std::size_t wanted = type_length & 0x3f;
        const auto name = index < names.size() ? std::string(names.begin()[index])
                                               : fmt::format("custom_{}", index - names.size() + 1);
        if (wanted > in.remaining())
            warn(area.warning, fmt::format("{} area: field {} is cut, {} of {} bytes", to_string(area.kind), name,
                                           in.remaining(), wanted));
        const auto bytes = in.bytes(std::min(wanted, in.remaining()));
        auto text = text_of(static_cast<wire::StringType>(type_length >> 6), bytes, english);
        if (!text.empty()) area.fields.emplace_back(name, std::move(text));
    }
    if (index < names.size())
        warn(area.warning,
             fmt::format("{} area ends after {} of {} fields", to_string(area.kind), index, names.size()));
}

std::optional<std::chrono::sys_seconds> manufacturing_date(std::uint32_t minutes) {
    using namespace std::chrono;
    constexpr sys_days epoch = 1996y / January / 1;
    constexpr sys_days first_ipmi_2 = 2006y / January / 1;
    constexpr std::uint32_t round = 1u << 24;
    if (minutes == 0) return std::nullopt;
    const auto first = epoch + std::chrono::minutes(minutes);
    return first < first_ipmi_2 ? first + std::chrono::minutes(round) : first;
}

}  // namespace ipmi::model
