#include "model/sel_log.hpp"

#include "base/error.hpp"
#include "wire/reader.hpp"
#include "wire/writer.hpp"

namespace ipmi::model {
namespace {

constexpr std::uint8_t log_version = 1;

}  // namespace

Bytes encode_log(const SelLog& log) {
    Bytes bytes;
    if (!log.cursor) return bytes;
    wire::Writer out(bytes);
    out.u8(log_version);
    const auto cursor = encode_cursor(*log.cursor);
    out.u8(static_cast<std::uint8_t>(cursor.size()));
    out.bytes(cursor);
    for (const auto& record : log.records) out.bytes(record);
    return bytes;
}

Result<SelLog> decode_log(ByteView bytes) {
    SelLog log;
    if (bytes.empty()) return log;
    wire::Reader in(bytes);
    if (in.u8() != log_version) return malformed("SEL of another version");
    auto cursor = decode_cursor(in.bytes(in.u8()));
    if (!cursor) return std::unexpected(cursor.error());
    log.cursor = *cursor;
    log.records.reserve(in.remaining() / RawSelRecord{}.size());
    while (in.remaining() > 0) log.records.push_back(in.array<RawSelRecord{}.size()>());
    if (in.failed() || log.records.empty() || log.records.back() != cursor->record) return malformed("SEL");
    return log;
}

}  // namespace ipmi::model
