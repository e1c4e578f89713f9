#include "model/sel_watch.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "wire/reader.hpp"
#include "wire/writer.hpp"

namespace ipmi::model {
namespace {

constexpr std::uint8_t watch_version = 1;
constexpr std::size_t longest_text = 1024;

void put_note(wire::Writer& out, std::string_view text) {
    text = text.substr(0, longest_text);
    out.u16(static_cast<std::uint16_t>(text.size()));
    out.bytes(as_bytes(text));
}

std::string take_note(wire::Reader& in) {
    return std::string(as_text(in.bytes(in.u16())));
}

/// Where what came after first contact begins. With the mark gone, a ring has overwritten it or the log was cleared:
/// nothing of then is left.
std::size_t end_of_history(const SelWatch& watch, std::span<const SelRecord> records) {
    if (!watch.history_end) return 0;
    const auto mark = std::find_if(records.rbegin(), records.rend(),
                                   [&watch](const SelRecord& record) { return record.raw == *watch.history_end; });
    return static_cast<std::size_t>(records.rend() - mark);
}

bool young(const SelRecord& record, std::chrono::sys_seconds now) {
    return record.time && !record.time_since_boot && now - *record.time < first_contact_age;
}

}  // namespace

void watch(SelWatch& watch, std::span<SelRecord> records, bool complete, std::chrono::sys_seconds now,
           std::chrono::sys_seconds read) {
    const auto history = watch.begun ? end_of_history(watch, records) : records.size();
    for (std::size_t i = 0; i < records.size(); ++i) records[i].history = i < history && !young(records[i], now);
    if (!watch.begun && complete) {
        watch.begun = true;
        if (!records.empty()) watch.history_end = records.back().raw;
    }
    std::erase_if(watch.acknowledged, [&records, complete, read](const AcknowledgedRecord& known) {
        const auto at = std::find_if(records.begin(), records.end(),
                                     [&known](const SelRecord& record) { return record.raw == known.record; });
        if (at != records.end()) at->acknowledged = known.by;
        return at == records.end() && complete && known.by.when < read;
    });
}

std::size_t acknowledge(SelWatch& watch, std::span<SelRecord> records, const SelAcknowledgement& by,
                        const std::function<bool(const SelRecord&)>& which) {
    std::size_t count = 0;
    for (auto& record : records) {
        if (!record.open() || (which && !which(record))) continue;
        record.acknowledged = by;
        watch.acknowledged.push_back({record.raw, by});
        ++count;
    }
    return count;
}

Bytes encode_watch(const SelWatch& watch) {
    Bytes bytes;
    wire::Writer out(bytes);
    out.u8(watch_version);
    out.u8(watch.begun ? 1 : 0);
    out.u8(watch.history_end ? 1 : 0);
    if (watch.history_end) out.bytes(*watch.history_end);
    for (const auto& [record, by] : watch.acknowledged) {
        out.bytes(record);
        out.u64(static_cast<std::uint64_t>(by.when.time_since_epoch().count()));
        put_note(out, by.who);
        put_note(out, by.note);
    }
    return bytes;
}

Result<SelWatch> decode_watch(ByteView bytes) {
    SelWatch watch;
    if (bytes.empty()) return watch;
    wire::Reader in(bytes);
    if (in.u8() != watch_version) return malformed("acknowledgements of another version");
    watch.begun = in.u8() != 0;
    if (in.u8() != 0) watch.history_end = in.array<RawSelRecord{}.size()>();
    while (in.remaining() > 0) {
        AcknowledgedRecord known;
        known.record = in.array<RawSelRecord{}.size()>();
        known.by.when = std::chrono::sys_seconds(std::chrono::seconds(static_cast<std::int64_t>(in.u64())));
        known.by.who = take_note(in);
        known.by.note = take_note(in);
        watch.acknowledged.push_back(std::move(known));
    }
    if (in.failed()) return malformed("acknowledgements");
    return watch;
}

}  // namespace ipmi::model
