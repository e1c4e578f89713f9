#include "model/sel_control.hpp"

#include "base/completion.hpp"
#include "message/storage/clear_sel.hpp"
#include "message/storage/get_sel_time.hpp"
#include "message/storage/reserve_sel.hpp"
#include "message/storage/set_sel_time.hpp"
#include "model/sel_entry_reader.hpp"
#include "model/sel_numbers.hpp"

namespace ipmi::model {
namespace {

using session::Channel;
using storage::ClearSel;
using namespace std::chrono_literals;

constexpr std::uint8_t erasure_completed = 1;
constexpr Duration first_pause = 20ms;
constexpr Duration longest_pause = 500ms;

/// Is the log's end where the reading ended?
Task<Result<bool>> is_unchanged(Channel& channel, const SelReading& reading) {
    const auto info = co_await read_sel_info(channel);
    if (!info) co_return std::unexpected(info.error());
    if (info->last_erase != reading.info.last_erase) co_return false;
    if (info->entries == 0) co_return !reading.cursor.has_value();
    if (!reading.cursor) co_return false;
    SelEntryReader entries(channel);
    auto end = co_await entries.read(last_record);
    // Firmware that does not know "last" tells by the record we know: nothing may follow it.
    if (!end && end.error().code == Errc::completion_code) end = co_await entries.read(reading.cursor->record_id);
    if (!end) co_return std::unexpected(end.error());
    co_return end->raw == reading.cursor->record && end->next_id == last_record;
}

Task<Result<std::uint16_t>> reserve(Channel& channel) {
    const storage::ReserveSel::Request request{};
    const auto reply = co_await session::call<storage::ReserveSel>(channel, request);
    if (reply) co_return reply->reservation_id;
    if (reply.error().code != Errc::completion_code) co_return std::unexpected(reply.error());
    co_return std::uint16_t{0};  // a BMC without reservations takes 0
}

/// Polls until the erasure has ended. Any refusal means that there is nothing to wait for.
Task<Result<void>> wait_for_erasure(Channel& channel, std::uint16_t reservation) {
    ClearSel::Request request;
    request.reservation_id = reservation;
    for (auto pause = first_pause;; pause = std::min(2 * pause, longest_pause)) {
        const auto status = co_await session::call<ClearSel>(channel, request);
        if (!status && status.error().code != Errc::completion_code) co_return std::unexpected(status.error());
        if (!status || (status->erasure_progress & 0x0f) == erasure_completed) co_return Result<void>{};
        if (channel.now() + pause >= channel.deadline())
            co_return fail(Errc::timeout, "Clear SEL: the erasure has not ended");
        co_await channel.sleep(pause);
    }
}

/// The reply to the erasure was lost: the log tells by its count or its erase time.
Task<Result<Cleared>> find_out(Channel& channel, const SelReading& reading, Error lost) {
    const auto info = co_await read_sel_info(channel);
    if (!info) co_return std::unexpected(std::move(lost));
    const bool erased = info->last_erase != reading.info.last_erase || info->entries < reading.info.entries;
    if (!erased) co_return std::unexpected(std::move(lost));
    co_return Cleared::cleared;
}

}  // namespace

Task<Result<Cleared>> clear_sel(Channel& channel, const SelReading& reading) {
    if (!reading.complete) co_return Cleared::not_read_completely;
    const auto reservation = co_await reserve(channel);
    if (!reservation) co_return std::unexpected(reservation.error());
    const auto unchanged = co_await is_unchanged(channel, reading);
    if (!unchanged) co_return std::unexpected(unchanged.error());
    if (!*unchanged) co_return Cleared::records_came_in;
    ClearSel::Request request;
    request.reservation_id = *reservation;
    request.operation = ClearSel::Operation::initiate_erase;
    const auto started = co_await session::call_once<ClearSel>(channel, request);
    if (!started && started.error().completion == completion::reservation_cancelled) co_return Cleared::records_came_in;
    if (!started && started.error().code == Errc::outcome_unknown)
        co_return co_await find_out(channel, reading, started.error());
    if (!started) co_return std::unexpected(started.error());
    if ((started->erasure_progress & 0x0f) != erasure_completed) {
        const auto ended = co_await wait_for_erasure(channel, *reservation);
        if (!ended) co_return std::unexpected(ended.error());
    }
    co_return Cleared::cleared;
}

Task<Result<std::optional<std::chrono::sys_seconds>>> read_sel_clock(Channel& channel) {
    const storage::GetSelTime::Request request{};
    const auto reply = co_await session::call<storage::GetSelTime>(channel, request);
    if (!reply) co_return std::unexpected(reply.error());
    std::optional<std::chrono::sys_seconds> time;
    if (reply->time >= year_2000 && reply->time != 0xffffffff)
        time = std::chrono::sys_seconds(std::chrono::seconds(reply->time));
    co_return time;
}

Task<Result<void>> set_sel_clock(Channel& channel, std::chrono::sys_seconds time) {
    const auto seconds = time.time_since_epoch().count();
    if (seconds < 0 || seconds >= 0xffffffff) co_return fail(Errc::local, "the SEL clock cannot hold this time");
    storage::SetSelTime::Request request;
    request.time = static_cast<std::uint32_t>(seconds);
    const auto reply = co_await session::call_once<storage::SetSelTime>(channel, request);
    if (!reply) co_return std::unexpected(reply.error());
    co_return Result<void>{};
}

}  // namespace ipmi::model
