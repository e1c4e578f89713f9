// A FRU inventory as it was read: the whole, and then each smaller part of it, as a BMC that stops early leaves it.
#include "fuzz/fuzz.hpp"
#include "model/fru_decode.hpp"

namespace {

void check(ipmi::ByteView image, std::uint16_t size) {
    ipmi::Fru fru;
    fru.size_bytes = size;
    ipmi::model::decode_fru(image, fru);
    for (const auto& area : fru.areas) {
        fuzz::require(area.raw.size() <= image.size(), "an area is not larger than the image");
        for (const auto& [name, text] : area.fields)
            fuzz::require(!name.empty() && text.find('\x1b') == std::string::npos, "fields have names and no escapes");
    }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ipmi::ByteView image(data, size);
    const auto needed = ipmi::model::needed_fru_bytes(image, size);
    fuzz::require(needed <= std::max<std::size_t>(size, 8), "no more is asked for than there is");
    check(image, static_cast<std::uint16_t>(size));
    const auto half = image.first(size / 2);
    const auto more = ipmi::model::needed_fru_bytes(half, size);
    fuzz::require(more >= half.size() && more <= std::max<std::size_t>(size, 8),
                  "what is needed lies in the inventory");
    check(half, static_cast<std::uint16_t>(size));
    return 0;
}
