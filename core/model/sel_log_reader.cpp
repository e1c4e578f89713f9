#include "model/sel_log_reader.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "model/sel_entry_reader.hpp"
#include "model/sel_numbers.hpp"

namespace ipmi::model {
namespace {

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
