#include "model/sel_cursor.hpp"

#include "base/error.hpp"
#include "wire/reader.hpp"
#include "wire/writer.hpp"

namespace ipmi::model {
namespace {

constexpr std::uint8_t cursor_version = 1;

}  // namespace

Bytes encode_cursor(const SelCursor& cursor) {
    Bytes bytes;
    wire::Writer out(bytes);
    out.u8(cursor_version);
    out.u16(cursor.record_id);
    out.bytes(cursor.record);
    out.u32(cursor.last_erase);
    out.u16(cursor.entries);
    return bytes;
}

Result<SelCursor> decode_cursor(ByteView bytes) {
    wire::Reader in(bytes);
    SelCursor cursor;
    if (in.u8() != cursor_version) return malformed("SEL cursor of another version");
    cursor.record_id = in.u16();
    cursor.record = in.array<RawSelRecord{}.size()>();
    cursor.last_erase = in.u32();
    cursor.entries = in.u16();
    if (in.failed() || in.remaining() != 0) return malformed("SEL cursor");
    return cursor;
}

}  // namespace ipmi::model
