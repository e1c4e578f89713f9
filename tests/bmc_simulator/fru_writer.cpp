#include "fru_writer.hpp"

#include <algorithm>
#include <array>

#include "wire/checksum.hpp"
#include "wire/writer.hpp"

namespace ipmi::sim {
namespace {

constexpr std::uint8_t rack_mount_chassis = 0x17;
constexpr std::uint8_t english = 25;
constexpr std::uint8_t no_more_fields = 0xc1;
constexpr std::size_t unit = 8;  // areas are counted in these

/// Format version, length, `head`, the fields, the end mark, padding, checksum.
Bytes area(ByteView head, const std::vector<std::string_view>& fields) {
    Bytes bytes;
    wire::Writer out(bytes);
    out.u8(1);
    out.u8(0);
    out.bytes(head);
    for (const auto field : fields) {
        out.u8(static_cast<std::uint8_t>(0xc0 | field.size()));  // 8-bit ASCII + Latin 1
        out.bytes(as_bytes(field));
    }
    out.u8(no_more_fields);
    while (bytes.size() % unit != unit - 1) out.u8(0);
    out.patch(1, static_cast<std::uint8_t>((bytes.size() + 1) / unit));
    out.u8(wire::checksum(bytes));
    return bytes;
}

}  // namespace

Bytes fru_image(const FruText& text, std::size_t size_bytes) {
    // Minutes since 1996-01-01 00:00: 2021-07-03 14:24.
    constexpr std::array<std::uint8_t, 4> board_head{english, 0x40, 0xb0, 0xcc};
    constexpr std::array<std::uint8_t, 1> chassis_head{rack_mount_chassis};
    constexpr std::array<std::uint8_t, 1> product_head{english};
    const std::array<Bytes, 3> areas{text.chassis.empty() ? Bytes{} : area(chassis_head, text.chassis),
                                     text.board.empty() ? Bytes{} : area(board_head, text.board),
                                     text.product.empty() ? Bytes{} : area(product_head, text.product)};
    Bytes image{1, 0};  // common header: format, then offsets of internal use, chassis, board, product, multirecord
    std::size_t at = unit;
    for (const auto& bytes : areas) {
        image.push_back(bytes.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(at / unit));
        at += bytes.size();
    }
    image.insert(image.end(), 2, 0);  // no multirecords, pad
    image.push_back(wire::checksum(image));
    for (const auto& bytes : areas) image.insert(image.end(), bytes.begin(), bytes.end());
    image.resize(std::max(size_bytes, image.size()));
    return image;
}

}  // namespace ipmi::sim
