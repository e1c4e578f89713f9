#include "model/fru_decode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "model/fru_fields.hpp"
#include "model/fru_multirecord.hpp"
#include "wire/reader.hpp"

namespace ipmi::model {
namespace {

using Kind = FruArea::Kind;

constexpr std::size_t header_size = 8;
constexpr std::size_t multirecord_header_size = 5;
constexpr std::size_t unit_bytes = 8;  // offsets and lengths count in these
constexpr std::uint8_t end_of_list = 0x80;

bool sums_to_zero(ByteView bytes) {
    return static_cast<std::uint8_t>(std::accumulate(bytes.begin(), bytes.end(), 0u)) == 0;
}

/// §8: where the areas begin; 0: there is no such area. In the order of the common header.
struct Header {
    std::uint8_t version = 0;
    std::array<std::size_t, 5> starts{};
    [[nodiscard]] std::size_t start(Kind kind) const {
        switch (kind) {
            case Kind::internal_use: return starts[0];
            case Kind::chassis: return starts[1];
            case Kind::board: return starts[2];
            case Kind::product: return starts[3];
            case Kind::multirecord: return starts[4];
        }
        return 0;
    }
    /// The nearest area behind `from`; 0: none.
    [[nodiscard]] std::size_t next_after(std::size_t from) const {
        std::size_t next = 0;
        for (const auto start : starts)
            if (start > from && (next == 0 || start < next)) next = start;
        return next;
    }
};

Header header_of(ByteView image) {
    Header header;
    header.version = image[0] & 0x0f;
    for (std::size_t i = 0; i < header.starts.size(); ++i) header.starts[i] = image[1 + i] * unit_bytes;
    return header;
}

/// §10 to §12: chassis, board and product areas begin alike with version and length, and end with a checksum.
FruArea read_info_area(ByteView image, Kind kind, std::size_t start) {
    FruArea area;
    area.kind = kind;
    const auto* name = to_string(kind);
    if (start + 2 > image.size()) {
        warn(area.warning,
             fmt::format("{} area begins at byte {}, beyond the {} bytes there are", name, start, image.size()));
        return area;
    }
    area.version = image[start] & 0x0f;
    if (area.version != 1) warn(area.warning, fmt::format("{} area has the unknown version {}", name, area.version));
    const auto length = image[start + 1] * unit_bytes;
    auto bytes = image.subspan(start);
    if (length == 0) {
        warn(area.warning, fmt::format("{} area says that it is empty", name));
        return area;
    }
    if (length > bytes.size()) {
        warn(area.warning, fmt::format("{} area is cut, {} of {} bytes", name, bytes.size(), length));
    } else {
        bytes = bytes.first(length);
        if (!sums_to_zero(bytes)) warn(area.warning, fmt::format("{} area checksum is wrong", name));
        bytes = bytes.first(length - 1);
    }
    wire::Reader in(bytes);
    in.skip(2);
    if (kind == Kind::chassis) {
        static constexpr std::array types{"Unspecified",
                                          "Other",
                                          "Unknown",
                                          "Desktop",
                                          "Low Profile Desktop",
                                          "Pizza Box",
                                          "Mini Tower",
                                          "Tower",
                                          "Portable",
                                          "LapTop",
                                          "Notebook",
                                          "Hand Held",
                                          "Docking Station",
                                          "All in One",
                                          "Sub Notebook",
                                          "Space-saving",
                                          "Lunch Box",
                                          "Main Server Chassis",
                                          "Expansion Chassis",
                                          "SubChassis",
                                          "Bus Expansion Chassis",
                                          "Peripheral Chassis",
                                          "RAID Chassis",
                                          "Rack Mount Chassis",
                                          "Sealed-case PC",
                                          "Multi-system chassis",
                                          "Compact PCI",
                                          "Advanced TCA",
                                          "Blade",
                                          "Blade Enclosure"};
        const auto type = in.u8();  // SMBIOS, §3.3.4.1
        area.fields.emplace_back("type", type < types.size() ? std::string(types[type]) : fmt::format("{:02x}h", type));
        read_fields(in, area, {"part_number", "serial_number"});
        return area;
    }
    area.language = in.u8();
    if (kind == Kind::board) {
        area.manufactured = manufacturing_date(in.u24());
        read_fields(in, area, {"manufacturer", "product_name", "serial_number", "part_number", "fru_file_id"});
    } else {
        read_fields(
            in, area,
            {"manufacturer", "product_name", "part_number", "version", "serial_number", "asset_tag", "fru_file_id"});
    }
    return area;
}

/// §9: a version byte and what only its owner understands, up to the next area.
FruArea read_internal_use(ByteView image, const Header& header, std::size_t start) {
    FruArea area;
    area.kind = Kind::internal_use;
    if (start >= image.size()) {
        warn(area.warning,
             fmt::format("internal use area begins at byte {}, beyond the {} bytes there are", start, image.size()));
        return area;
    }
    area.version = image[start] & 0x0f;
    const auto next = header.next_after(start);
    const auto end = next == 0 ? image.size() : std::min(next, image.size());
    const auto bytes = image.subspan(start + 1, end - start - 1);
    area.raw.assign(bytes.begin(), bytes.end());
    return area;
}

void read_multirecords(ByteView image, std::size_t start, std::vector<FruArea>& areas) {
    for (auto at = start;;) {
        FruArea record;
        record.kind = Kind::multirecord;
        if (at + multirecord_header_size > image.size()) {
            warn(record.warning,
                 fmt::format("multirecord area goes on at byte {}, beyond the {} bytes there are", at, image.size()));
            areas.push_back(std::move(record));
            return;
        }
        const auto header = image.subspan(at, multirecord_header_size);
        record.record_type = header[0];
        record.version = header[1] & 0x0f;
        if (!sums_to_zero(header)) {  // its length means nothing: there is no way to the next one
            warn(record.warning, fmt::format("multirecord header checksum at byte {} is wrong", at));
            areas.push_back(std::move(record));
            return;
        }
        const std::size_t wanted = header[2];
        at += multirecord_header_size;
        const auto data = image.subspan(at, std::min(wanted, image.size() - at));
        if (data.size() < wanted)
            warn(record.warning,
                 fmt::format("multirecord of type {:02x}h is cut, {} of {} bytes", header[0], data.size(), wanted));
        else if (static_cast<std::uint8_t>(std::accumulate(data.begin(), data.end(), unsigned{header[3]})) != 0)
            warn(record.warning, fmt::format("multirecord checksum of type {:02x}h is wrong", header[0]));
        record.raw.assign(data.begin(), data.end());
        describe_multirecord(data, record);
        areas.push_back(std::move(record));
        at += wanted;
        if ((header[1] & end_of_list) != 0) return;
    }
}

/// What stands there instead of an inventory. Empty: it is one.
std::string why_no_inventory(ByteView image) {
    if (image.size() < header_size) return fmt::format("{} bytes are too few for a FRU header", image.size());
    const auto header = image.first(header_size);
    for (const unsigned filler : {0x00u, 0xffu})
        if (std::all_of(header.begin(), header.end(), [filler](std::uint8_t byte) { return byte == filler; }))
            return fmt::format("the inventory is blank (only {:02x}h)", filler);
    if ((image[0] & 0x0f) != 1) return fmt::format("unknown format: the FRU header begins with {:02x}h", image[0]);
    return {};
}

}  // namespace

void decode_fru(ByteView image, Fru& fru) {
    fru.areas.clear();
    fru.warning = why_no_inventory(image);
    if (fru.size_bytes == 0) fru.size_bytes = static_cast<std::uint16_t>(std::min<std::size_t>(image.size(), 0xffff));
    if (!fru.warning.empty()) return;
    if (!sums_to_zero(image.first(header_size))) fru.warning = "FRU header checksum is wrong";
    const auto header = header_of(image);
    for (const auto kind : {Kind::chassis, Kind::board, Kind::product})
        if (const auto start = header.start(kind); start != 0) fru.areas.push_back(read_info_area(image, kind, start));
    if (const auto start = header.start(Kind::internal_use); start != 0)
        fru.areas.push_back(read_internal_use(image, header, start));
    if (const auto start = header.start(Kind::multirecord); start != 0) read_multirecords(image, start, fru.areas);
}

std::size_t needed_fru_bytes(ByteView prefix, std::size_t size) {
    if (prefix.size() < header_size) return std::min(header_size, size);
    if (!why_no_inventory(prefix).empty()) return prefix.size();
    const auto header = header_of(prefix);
    auto needed = prefix.size();
    const auto need = [&needed, size](std::size_t end) { needed = std::max(needed, std::min(end, size)); };
    for (const auto kind : {Kind::chassis, Kind::board, Kind::product}) {
        const auto start = header.start(kind);
        if (start == 0) continue;
        need(start + 2);
        if (start + 2 <= prefix.size()) need(start + prefix[start + 1] * unit_bytes);
    }
    // Of the internal use area the length is known by what follows it; nobody can read it, so it is never asked for
    // alone.
    if (auto at = header.start(Kind::multirecord); at != 0) {
        for (;;) {
            need(at + multirecord_header_size);
            if (at + multirecord_header_size > prefix.size()) break;
            const auto record = prefix.subspan(at, multirecord_header_size);
            if (!sums_to_zero(record)) break;
            at += multirecord_header_size + record[2];
            need(at);
            if ((record[1] & end_of_list) != 0) break;
        }
    }
    return needed;
}

}  // namespace ipmi::model
