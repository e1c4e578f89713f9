#include "model/host_state.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "model/cache_files.hpp"
#include "wire/reader.hpp"
#include "wire/writer.hpp"

namespace ipmi::model {
namespace {

constexpr std::string_view magic = "BMCHOST";
constexpr std::uint16_t format_version = 1;
constexpr std::size_t most_backoffs = 8;
constexpr std::uint8_t widest_window = 16;
constexpr std::chrono::seconds first_wait{60};
constexpr std::chrono::seconds longest_wait{15 * 60};

std::string file_name(std::string_view address) { return "host-" + file_name_part(address); }

void put(wire::Writer& out, const std::string& text) {
    const auto size = std::min<std::size_t>(text.size(), 0xff);
    out.u8(static_cast<std::uint8_t>(size));
    out.bytes(as_bytes(text).first(size));
}
std::string get_text(wire::Reader& in) { return std::string(as_text(in.bytes(in.u8()))); }

void put(wire::Writer& out, const DeviceId& id) {
    out.u8(id.device_id);
    out.u8(id.device_revision);
    out.u8(static_cast<std::uint8_t>((id.provides_device_sdrs ? 1 : 0) | (id.update_in_progress ? 2 : 0)));
    out.u8(id.firmware_major);
    out.u8(id.firmware_minor);
    out.u8(id.ipmi_version);
    out.u8(id.additional_support);
    out.u32(id.manufacturer_id);
    out.u16(id.product_id);
    out.bytes(id.auxiliary_firmware);
}
DeviceId get_device(wire::Reader& in) {
    DeviceId id;
    id.device_id = in.u8();
    id.device_revision = in.u8();
    const auto flags = in.u8();
    id.provides_device_sdrs = (flags & 1) != 0;
    id.update_in_progress = (flags & 2) != 0;
    id.firmware_major = in.u8();
    id.firmware_minor = in.u8();
    id.ipmi_version = in.u8();
    id.additional_support = in.u8();
    id.manufacturer_id = in.u32();
    id.product_id = in.u16();
    id.auxiliary_firmware = in.array<4>();
    return id;
}

void put(wire::Writer& out, const HostState::PartialSdr& partial) {
    put(out, partial.key);
    out.u16(partial.next_record_id);
    out.u16(static_cast<std::uint16_t>(std::min<std::size_t>(partial.records.size(), 0xffff)));
    for (const auto& record : partial.records) {
        const auto size = std::min<std::size_t>(record.size(), 0xffff);
        out.u16(static_cast<std::uint16_t>(size));
        out.bytes(ByteView(record).first(size));
    }
}
HostState::PartialSdr get_partial(wire::Reader& in) {
    HostState::PartialSdr partial;
    partial.key = get_text(in);
    partial.next_record_id = in.u16();
    const auto count = in.u16();
    for (unsigned i = 0; i < count && !in.failed(); ++i) {
        const auto record = in.bytes(in.u16());
        partial.records.emplace_back(record.begin(), record.end());
    }
    return partial;
}

HostState::Backoff* find(HostState& state, std::uint64_t credential) {
    const auto found = std::ranges::find(state.backoffs, credential, &HostState::Backoff::credential);
    return found == state.backoffs.end() ? nullptr : &*found;
}

}  // namespace

Bytes encode_host_state(const HostState& state) {
    Bytes body;
    wire::Writer out(body);
    out.u8(static_cast<std::uint8_t>((state.device ? 1 : 0) | (state.speculative ? 2 : 0) | (state.partial_sdr ? 4 : 0)));
    if (state.device) put(out, *state.device);
    out.u16(state.repository.record_count);
    out.u32(state.repository.most_recent_addition);
    out.u32(state.repository.most_recent_erase);
    put(out, state.sdr_key);
    out.u8(state.cipher_suite);
    out.u8(state.window);
    out.u8(state.sdr_read_bytes);
    out.u8(state.fru_read_bytes);
    out.u32(state.quirks);
    const auto backoffs = std::min(state.backoffs.size(), most_backoffs);
    out.u8(static_cast<std::uint8_t>(backoffs));
    for (std::size_t i = 0; i < backoffs; ++i) {
        out.u64(state.backoffs[i].credential);
        out.u8(state.backoffs[i].failures);
        out.u64(static_cast<std::uint64_t>(state.backoffs[i].not_before.time_since_epoch().count()));
    }
    if (state.partial_sdr) put(out, *state.partial_sdr);
    return sealed(magic, format_version, body);
}

Result<HostState> decode_host_state(ByteView file) {
    const auto body = unsealed(magic, format_version, file);
    if (!body) return std::unexpected(body.error());
    wire::Reader in(*body);
    HostState state;
    const auto flags = in.u8();
    state.speculative = (flags & 2) != 0;
    if ((flags & 1) != 0) state.device = get_device(in);
    state.repository.record_count = in.u16();
    state.repository.most_recent_addition = in.u32();
    state.repository.most_recent_erase = in.u32();
    state.sdr_key = get_text(in);
    state.cipher_suite = in.u8();
    state.window = std::clamp<std::uint8_t>(in.u8(), 1, widest_window);
    state.sdr_read_bytes = in.u8();
    state.fru_read_bytes = in.u8();
    state.quirks = in.u32();
    const auto backoffs = in.u8();
    if (backoffs > most_backoffs) in.fail();
    for (unsigned i = 0; i < backoffs && !in.failed(); ++i) {
        auto& backoff = state.backoffs.emplace_back();
        backoff.credential = in.u64();
        backoff.failures = in.u8();
        backoff.not_before = std::chrono::sys_seconds(std::chrono::seconds(static_cast<std::int64_t>(in.u64())));
    }
    if ((flags & 4) != 0) state.partial_sdr = get_partial(in);
    if (in.failed() || in.remaining() != 0) return malformed("host state file makes no sense");
    return state;
}

Result<HostState> load_host_state(const std::string& directory, std::string_view address) {
    const auto file = read_cache_file(directory, file_name(address));
    if (!file) return HostState{};
    return decode_host_state(*file);
}

Result<void> save_host_state(const std::string& directory, std::string_view address, const HostState& state) {
    return write_cache_file(directory, file_name(address), encode_host_state(state));
}

std::chrono::seconds wait_before_login(const HostState& state, std::uint64_t credential, std::chrono::sys_seconds now) {
    const auto found = std::ranges::find(state.backoffs, credential, &HostState::Backoff::credential);
    if (found == state.backoffs.end() || found->not_before <= now) return std::chrono::seconds(0);
    return std::min(found->not_before - now, longest_wait);  // a clock that was set back must not lock anybody out
}

void note_login_failure(HostState& state, std::uint64_t credential, std::chrono::sys_seconds now) {
    auto* backoff = find(state, credential);
    if (backoff == nullptr) {
        if (state.backoffs.size() == most_backoffs) state.backoffs.erase(state.backoffs.begin());
        backoff = &state.backoffs.emplace_back();
        backoff->credential = credential;
    }
    const auto wait = std::min(first_wait * (1 << std::min<int>(backoff->failures, 4)), longest_wait);
    if (backoff->failures < 0xff) ++backoff->failures;
    backoff->not_before = now + wait;
}

void note_login_success(HostState& state, std::uint64_t credential) {
    std::erase_if(state.backoffs, [credential](const HostState::Backoff& b) { return b.credential == credential; });
}

}  // namespace ipmi::model
