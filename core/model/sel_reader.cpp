#include "model/sel_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "message/storage/get_sel_info.hpp"
#include "model/sel_entry_reader.hpp"
#include "model/sel_numbers.hpp"

namespace ipmi::model {
namespace {

using session::Channel;

constexpr std::size_t most_ahead = 256;
/// Records that may come in while a log is read; a log longer than that by its own count runs in circles or lies.
constexpr std::size_t most_beyond_count = 512;
/// Ids tried behind a record that cannot be read.
constexpr unsigned most_skipped = 4;

/// Follows next ids. Holds what was asked for ahead of the chain.
class ChainReader {
public:
    /// `before`: how many records of the log stand before those that are read here, as far as known.
    ChainReader(Channel& channel, SelReading& reading, std::size_t before)
        : entries_(channel), reading_(reading), before_(before) {}

    Task<Result<SelEntry>> read(std::uint16_t id) { co_return co_await entries_.read(id); }
    void start(std::uint16_t id) { id_ = id; }

    /// From the id set by start() to the end. What stops it is a warning, but for the very first record.
    Task<Result<void>> follow() {
        while (id_ != last_record) {
            if (!asked_.insert(id_).second) {
                stop("the chain of SEL records leads back into itself");
                break;
            }
            if (reading_.records.size() > reading_.info.entries + most_beyond_count) {
                stop(fmt::format("the SEL goes on behind {} records, its own count is {}", reading_.records.size(),
                                 reading_.info.entries));
                break;
            }
            auto entry = co_await take(id_);
            if (!entry && entry.error().code == Errc::completion_code && reading_.records.empty() &&
                reading_.info.entries == 0)
                co_return Result<void>{};  // an empty log
            if (!entry && entry.error().code == Errc::completion_code)
                entry = co_await skip_bad(std::move(entry.error()));
            if (!entry) {
                if (reading_.records.empty() && id_ == first_record) co_return std::unexpected(entry.error());
                stop(within(fmt::format("SEL record {:04X}h", id_), entry.error()).context);
                break;
            }
            // The first record was asked for as 0: only its bytes tell that the chain is back at it.
            if (id_ == first_id_ && !reading_.records.empty() && entry->raw == reading_.records.front()) {
                stop("the chain of SEL records leads back to its beginning");
                break;
            }
            accept(*entry);
        }
        co_return Result<void>{};
    }

    /// Makes `entry` the last one read and goes to its successor.
    void accept(const SelEntry& entry) {
        reading_.records.push_back(entry.raw);
        const auto id = id_ == first_record ? entry.id() : id_;
        if (id_ == first_record)
            first_id_ = id;
        else
            asked_.insert(id);
        go_behind(id, entry);
    }

    /// Goes on behind a record that was read before.
    void resume(std::uint16_t id, const SelEntry& entry) {
        asked_.insert(id);
        go_behind(id, entry);
    }

private:
    void go_behind(std::uint16_t id, const SelEntry& entry) {
        SelCursor cursor;
        cursor.record_id = id;
        cursor.record = entry.raw;
        cursor.last_erase = reading_.info.last_erase;
        cursor.entries = static_cast<std::uint16_t>(std::min<std::size_t>(before_ + reading_.records.size(), 0xffff));
        reading_.cursor = cursor;
        const auto step = static_cast<std::uint16_t>(entry.next_id - id);
        if (entry.next_id != last_record) stride_ = step > 0 && step <= 64 ? step : std::uint16_t{1};
        // Nothing comes behind the end but the beginning: firmware that says 0 there means "none".
        id_ = entry.next_id == first_record ? last_record : entry.next_id;
    }

    void stop(std::string why) {
        reading_.complete = false;
        reading_.warnings.push_back(std::move(why));
    }

    Task<Result<SelEntry>> take(std::uint16_t id) {
        if (const auto known = ahead_.find(id); known != ahead_.end()) {
            const auto entry = known->second;
            ahead_.erase(known);
            co_return entry;
        }
        window_ = ahead_.empty() ? std::min(2 * window_, most_ahead) : 1;  // guesses nobody needed: ids jump
        ahead_.clear();
        const std::size_t have = before_ + reading_.records.size();
        const std::size_t left = reading_.info.entries > have ? reading_.info.entries - have : 1;
        const auto count = id == first_record || !entries_.reads_whole_records() ? 1 : std::min(window_, left);
        if (count > 1) {
            std::vector<std::uint16_t> ids;
            for (std::size_t i = 0; i < count; ++i) {
                const auto guess = id + i * stride_;
                if (guess >= last_record) break;
                ids.push_back(static_cast<std::uint16_t>(guess));
            }
            const auto found = co_await entries_.read_all(ids);
            if (!found) co_return std::unexpected(found.error());
            for (std::size_t i = 1; i < ids.size(); ++i)
                if ((*found)[i] && (*found)[i]->id() == ids[i]) ahead_[ids[i]] = *(*found)[i];
            if ((*found)[0]) co_return *(*found)[0];
        }
        co_return co_await entries_.read(id);
    }

    /// One record that the BMC cannot give must not hide those behind it.
    Task<Result<SelEntry>> skip_bad(Error error) {
        const auto bad = id_;
        if (bad == first_record || before_ + reading_.records.size() >= reading_.info.entries)
            co_return std::unexpected(std::move(error));
        for (unsigned i = 1; i <= most_skipped; ++i) {
            const auto next = bad + i * stride_;
            if (next >= last_record || asked_.contains(static_cast<std::uint16_t>(next))) break;
            auto entry = co_await entries_.read(static_cast<std::uint16_t>(next));
            if (!entry && entry.error().code != Errc::completion_code) co_return std::unexpected(entry.error());
            if (!entry) continue;
            reading_.warnings.push_back(fmt::format("SEL record {:04X}h is left out: {}", bad, error.context));
            id_ = static_cast<std::uint16_t>(next);
            asked_.insert(id_);
            co_return entry;
        }
        co_return std::unexpected(std::move(error));
    }

    SelEntryReader entries_;
    SelReading& reading_;
    std::set<std::uint16_t> asked_;
    std::map<std::uint16_t, SelEntry> ahead_;
    std::size_t before_;
    std::uint16_t id_ = first_record;
    std::uint16_t first_id_ = first_record;  ///< what the record asked for as 0 calls itself; 0: none was
    std::uint16_t stride_ = 1;
    std::size_t window_ = 1;
};

/// Two times that differ say "cleared" only where both are times.
bool was_cleared(std::uint32_t before, std::uint32_t now) {
    const auto specified = [](std::uint32_t time) { return time != 0 && time != unspecified_time; };
    return before != now && specified(before) && specified(now);
}

/// Behind the newest record with the cursor's bytes, whatever its id is now; 0: there is none.
std::size_t find_behind(const std::vector<RawSelRecord>& records, const RawSelRecord& seen) {
    for (auto i = records.size(); i > 0; --i)
        if (std::equal(seen.begin() + 2, seen.end(), records[i - 1].begin() + 2)) return i;
    return 0;
}

}  // namespace

Task<Result<SelInfo>> read_sel_info(Channel& channel) {
    const storage::GetSelInfo::Request request{};
    const auto response = co_await session::call<storage::GetSelInfo>(channel, request);
    if (!response) co_return std::unexpected(response.error());
    SelInfo info;
    info.entries = response->entries;
    info.free_bytes = response->free_bytes;
    info.last_addition = response->most_recent_addition;
    info.last_erase = response->most_recent_erase;
    info.overflow = response->overflow;
    info.supports_delete = response->supports_delete;
    info.supports_reserve = response->supports_reserve;
    const double used = 1.0 * info.entries * record_size;
    if (info.free_bytes != 0xffff && used + info.free_bytes > 0)
        info.used_percent = 100.0 * used / (used + info.free_bytes);
    co_return info;
}

Task<Result<SelReading>> read_sel(Channel& channel, std::optional<SelCursor> from) {
    auto info = co_await read_sel_info(channel);
    if (!info) co_return std::unexpected(info.error());
    SelReading reading;
    reading.info = *info;
    const bool cleared = from && was_cleared(from->last_erase, info->last_erase);
    if (from && !cleared && info->entries > 0) {
        ChainReader chain(channel, reading, from->entries);
        const auto seen = co_await chain.read(from->record_id);
        if (!seen && seen.error().code != Errc::completion_code) co_return std::unexpected(seen.error());
        if (seen && seen->raw == from->record) {
            chain.resume(from->record_id, *seen);
            reading.whole = false;
            const auto read = co_await chain.follow();
            if (!read) co_return std::unexpected(read.error());
            co_return reading;
        }
    }
    ChainReader chain(channel, reading, 0);
    const auto read = co_await chain.follow();
    if (!read) co_return std::unexpected(read.error());
    if (from && !cleared) reading.first_new = find_behind(reading.records, from->record);
    co_return reading;
}

namespace {

/// The last `count` records by their ids, if those follow one another; incomplete: they do not, or the log is shorter.
Task<Result<SelReading>> read_tail(Channel& channel, std::uint16_t count) {
    SelReading reading;
    reading.complete = false;
    auto info = co_await read_sel_info(channel);
    if (!info) co_return std::unexpected(info.error());
    reading.info = *info;
    reading.whole = false;
    if (info->entries <= count || count == 0) co_return reading;
    SelEntryReader entries(channel);
    const auto last = co_await entries.read(last_record);
    if (!last && last.error().code != Errc::completion_code) co_return std::unexpected(last.error());
    if (!last || last->next_id != last_record || last->id() <= count) co_return reading;
    std::vector<std::uint16_t> ids;
    for (unsigned id = last->id() - count + 1u; id <= last->id(); ++id) ids.push_back(static_cast<std::uint16_t>(id));
    const auto found = co_await entries.read_all(ids);
    if (!found) co_return std::unexpected(found.error());
    ChainReader chain(channel, reading, info->entries - std::size_t{count});
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const auto& entry = (*found)[i];
        // The last one may have got a successor since.
        const bool linked = entry && entry->id() == ids[i] && (i + 1 == ids.size() || entry->next_id == ids[i + 1]);
        if (!linked) co_return reading;
        chain.start(ids[i]);
        chain.accept(*entry);
    }
    reading.complete = true;
    co_return reading;
}

}  // namespace

Task<Result<SelReading>> read_newest(Channel& channel, std::uint16_t count) {
    auto tail = co_await read_tail(channel, count);
    if (!tail || tail->complete) co_return tail;
    const std::optional<SelCursor> from_the_start{};
    auto reading = co_await read_sel(channel, from_the_start);
    if (!reading || count == 0 || reading->records.size() <= count) co_return reading;
    const auto surplus = reading->records.size() - count;
    reading->records.erase(reading->records.begin(), reading->records.begin() + static_cast<std::ptrdiff_t>(surplus));
    reading->whole = false;
    co_return reading;
}

}  // namespace ipmi::model
