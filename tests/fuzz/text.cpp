// Strings as SDR and FRU records encode them, and whatever becomes of them on their way to a terminal.
#include "base/text.hpp"
#include "base/hex.hpp"
#include "fuzz/fuzz.hpp"
#include "wire/type_length.hpp"

namespace {

using ipmi::ByteView;

/// Valid UTF-8 without control characters, as clean_text promises.
bool presentable(const std::string& text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto lead = static_cast<unsigned char>(text[at++]);
        if (lead < 0x20 || lead == 0x7f) return false;
        const int more = lead < 0x80 ? 0 : lead >> 5 == 6 ? 1 : lead >> 4 == 14 ? 2 : lead >> 3 == 30 ? 3 : -1;
        if (more < 0) return false;
        for (int i = 0; i < more; ++i, ++at)
            if (at == text.size() || (static_cast<unsigned char>(text[at]) & 0xc0) != 0x80) return false;
    }
    return true;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const ByteView body(data + 1, size - 1);
    const auto decoded = ipmi::wire::decode_string(static_cast<ipmi::wire::StringType>(data[0] & 3), body);
    const std::size_t limit = data[0] >> 2;
    for (const auto& raw : {decoded, std::string(ipmi::as_text(body))}) {
        const auto clean = ipmi::clean_text(raw, limit);
        fuzz::require(clean.size() <= limit, "clean_text keeps its limit");
        fuzz::require(presentable(clean), "clean_text yields UTF-8 without control characters");
        fuzz::require(ipmi::clean_text(clean, limit) == clean, "clean text stays as it is");
    }
    const auto hex = ipmi::from_hex(ipmi::to_hex(body, " "));
    fuzz::require(hex && ipmi::ByteView(*hex).size() == body.size(), "hexadecimal text reads back");
    (void)ipmi::from_hex(ipmi::as_text(body));
    return 0;
}
