#include "model/host_state.hpp"

#include <algorithm>
#include <bit>

#include "wire/reader.hpp"
#include "wire/writer.hpp"

namespace ipmi::model {
namespace {

constexpr std::uint16_t host_state_version = 3;

void put(wire::Writer& out, ByteView bytes) {
    out.u16(static_cast<std::uint16_t>(bytes.size()));
    out.bytes(bytes);
}

void put(wire::Writer& out, std::chrono::sys_seconds time) {
    out.u64(static_cast<std::uint64_t>(time.time_since_epoch().count()));
}

std::chrono::sys_seconds take_time(wire::Reader& in) {
    return std::chrono::sys_seconds(std::chrono::seconds(static_cast<std::int64_t>(in.u64())));
}

}  // namespace

Bytes encode_state(const HostState& state) {
    Bytes bytes;
    wire::Writer out(bytes);
    out.u16(host_state_version);
    put(out, as_bytes(state.table_key));
    out.u16(state.stamp.record_count);
    out.u32(state.stamp.most_recent_addition);
    out.u32(state.stamp.most_recent_erase);
    out.u8(static_cast<std::uint8_t>(state.source));
    out.u8(state.cipher_suite);
    out.u8(state.window);
    out.u8(state.read_size);
    out.u8(state.fru_read_size);
    out.u32(state.quirks);
    out.u32(state.round_trip_us);
    out.u8(static_cast<std::uint8_t>(state.back_offs.size()));
    for (const auto& back_off : state.back_offs) {
        out.u64(back_off.salt);
        out.u64(back_off.credential);
        out.u32(back_off.failures);
        put(out, back_off.not_before);
    }
    out.u16(state.next_record_id);
    out.u16(state.records_expected);
    out.u32(static_cast<std::uint32_t>(state.records.size()));
    for (const auto& record : state.records) put(out, record);
    put(out, state.thresholds_read);
    out.u32(static_cast<std::uint32_t>(state.live.size()));
    for (const auto& [sensor, thresholds] : state.live) {
        out.u32(sensor);
        for (const auto& value : thresholds.values) {
            out.u8(value ? 1 : 0);
            if (value) out.u64(std::bit_cast<std::uint64_t>(*value));
        }
    }
    return bytes;
}

Result<HostState> decode_state(ByteView bytes) {
    wire::Reader in(bytes);
    HostState state;
    if (in.u16() != host_state_version) return malformed("host state of another version");
    state.table_key = std::string(as_text(in.bytes(in.u16())));
    state.stamp.record_count = in.u16();
    state.stamp.most_recent_addition = in.u32();
    state.stamp.most_recent_erase = in.u32();
    state.source = in.u8() == 1 ? SdrSource::device : SdrSource::repository;
    state.cipher_suite = in.u8();
    state.window = in.u8();
    state.read_size = in.u8();
    state.fru_read_size = in.u8();
    state.quirks = in.u32();
    state.round_trip_us = in.u32();
    state.back_offs.resize(in.u8());
    for (auto& back_off : state.back_offs) {
        back_off.salt = in.u64();
        back_off.credential = in.u64();
        back_off.failures = in.u32();
        back_off.not_before = take_time(in);
    }
    state.next_record_id = in.u16();
    state.records_expected = in.u16();
    const auto records = in.u32();
    for (std::uint32_t i = 0; i < records && !in.failed(); ++i) {
        const auto record = in.bytes(in.u16());
        state.records.emplace_back(record.begin(), record.end());
    }
    state.thresholds_read = take_time(in);
    const auto live = in.u32();
    for (std::uint32_t i = 0; i < live && !in.failed(); ++i) {
        auto& thresholds = state.live[in.u32()];
        for (auto& value : thresholds.values)
            if (in.u8() != 0) value = std::bit_cast<double>(in.u64());
    }
    if (in.failed() || in.remaining() != 0) return malformed("host state");
    return state;
}

std::chrono::seconds back_off_after(std::uint32_t failures) {
    if (failures == 0) return std::chrono::seconds(0);
    return std::min(std::chrono::seconds(60) * (1u << std::min(failures - 1, 4u)), std::chrono::seconds(900));
}

}  // namespace ipmi::model
