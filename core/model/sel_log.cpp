#include "model/sel_log.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "model/sel_entry_reader.hpp"
#include "wire/reader.hpp"
#include "wire/writer.hpp"

namespace ipmi::model {
namespace {

constexpr std::uint8_t format_version = 1;
constexpr std::uint16_t first_record = 0x0000;

/// Do the records known and those that came add up to what the BMC counts? Drops what a ring has overwritten.
Task<Result<bool>> adds_up(session::Channel& channel, SelReading& reading, std::vector<RawSelRecord>& records) {
    if (records.size() == reading.info.entries) co_return true;
    if (!reading.complete) co_return records.size() < reading.info.entries;
    if (records.size() < reading.info.entries) co_return false;
    SelEntryReader entries(channel);
    const auto first = co_await entries.read(first_record);
    if (!first && first.error().code != Errc::completion_code) co_return std::unexpected(first.error());
    if (!first) co_return false;
    const auto oldest = std::find(records.begin(), records.end(), first->raw);
    records.erase(records.begin(), oldest);
    if (records.size() == reading.info.entries) co_return true;
    const auto now = co_await read_sel_info(channel);  // some came in while we read
    if (!now) co_return std::unexpected(now.error());
    reading.info = *now;
    co_return records.size() == now->entries;
}

Task<Result<SelReading>> read_anew(session::Channel& channel, SelLog& log) {
    const std::optional<SelCursor> from_the_start{};
    auto reading = co_await read_sel(channel, from_the_start);
    if (!reading) co_return std::unexpected(reading.error());
    if (log.cursor) {  // what is new is what the known log does not end with
        const auto seen = std::find(reading->records.rbegin(), reading->records.rend(), log.cursor->record);
        reading->first_new = static_cast<std::size_t>(reading->records.rend() - seen);
    }
    log.records = reading->records;
    log.cursor = reading->cursor;
    co_return reading;
}

}  // namespace

Bytes encode_log(const SelLog& log) {
    Bytes bytes;
    if (!log.cursor) return bytes;
    wire::Writer out(bytes);
    out.u8(format_version);
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
    if (in.u8() != format_version) return malformed("SEL of another version");
    auto cursor = decode_cursor(in.bytes(in.u8()));
    if (!cursor) return std::unexpected(cursor.error());
    log.cursor = *cursor;
    log.records.reserve(in.remaining() / RawSelRecord{}.size());
    while (in.remaining() > 0) log.records.push_back(in.array<RawSelRecord{}.size()>());
    if (in.failed() || log.records.empty() || log.records.back() != cursor->record) return malformed("SEL");
    return log;
}

Task<Result<SelReading>> update_log(session::Channel& channel, SelLog& log) {
    auto reading = co_await read_sel(channel, log.cursor);
    if (!reading) co_return std::unexpected(reading.error());
    if (!reading->whole) {
        auto records = log.records;
        records.insert(records.end(), reading->records.begin(), reading->records.end());
        const auto fits = co_await adds_up(channel, *reading, records);
        if (!fits) co_return std::unexpected(fits.error());
        if (!*fits) co_return co_await read_anew(channel, log);
        reading->first_new = records.size() - std::min(records.size(), reading->records.size());
        reading->records = std::move(records);
        reading->whole = true;
    }
    log.records = reading->records;
    log.cursor = reading->cursor;
    if (log.cursor) log.cursor->entries = static_cast<std::uint16_t>(std::min<std::size_t>(log.records.size(), 0xffff));
    co_return reading;
}

}  // namespace ipmi::model
