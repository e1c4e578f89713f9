#include "model/sel_entry_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/completion.hpp"
#include "message/storage/get_sel_entry.hpp"
#include "message/storage/reserve_sel.hpp"
#include "model/sel_numbers.hpp"

namespace ipmi::model {
namespace {

using storage::GetSelEntry;

constexpr unsigned most_restarts = 20;
constexpr std::uint8_t smallest_size = 4;

std::uint8_t smaller(std::uint8_t size) {
    return size > record_size ? static_cast<std::uint8_t>(record_size) : static_cast<std::uint8_t>(size / 2);
}

GetSelEntry::Request request_for(std::uint16_t id) {
    GetSelEntry::Request request;
    request.record_id = id;
    return request;
}

std::optional<SelEntry> whole_entry(session::ReplyView reply) {
    const auto response = session::response_of<GetSelEntry>(reply);
    if (!response || response->record_data.size() < record_size) return std::nullopt;
    SelEntry entry;
    std::copy_n(response->record_data.begin(), record_size, entry.raw.begin());
    entry.next_id = response->next_record_id;
    return entry;
}

class Entries final : public session::ReplySink {
public:
    explicit Entries(std::size_t count) : found(count) {}
    void on_reply(std::size_t index, session::ReplyView reply) override { found[index] = whole_entry(reply); }
    void on_error(std::size_t, const Error&) override {}
    std::vector<std::optional<SelEntry>> found;
};

}  // namespace

Task<Result<void>> SelEntryReader::reserve() {
    const storage::ReserveSel::Request request{};
    const auto reply = co_await session::call<storage::ReserveSel>(channel_, request);
    // A BMC without reservations takes partial reads with reservation 0.
    if (!reply && reply.error().code != Errc::completion_code) co_return std::unexpected(reply.error());
    reservation_ = reply ? reply->reservation_id : std::uint16_t{0};
    reserved_ = true;
    co_return Result<void>{};
}

Task<Result<session::Reply>> SelEntryReader::read_piece(std::uint16_t id, std::uint8_t offset, std::uint8_t size) {
    auto request = request_for(id);
    request.reservation_id = reserved_ ? reservation_ : std::uint16_t{0};
    request.offset = offset;
    request.bytes_to_read = size;
    auto command = session::command_of<GetSelEntry>(request);
    co_return co_await channel_.call(std::move(command));
}

Task<Result<SelEntry>> SelEntryReader::read(std::uint16_t id) {
    SelEntry entry;
    std::size_t have = 0;
    auto size = size_;
    while (have < record_size) {
        if (have > 0 && !reserved_) {
            const auto reserved = co_await reserve();
            if (!reserved) co_return std::unexpected(reserved.error());
        }
        const auto wanted = size == whole_record && have == 0
                                ? whole_record
                                : static_cast<std::uint8_t>(std::min<std::size_t>(size, record_size - have));
        const auto reply = co_await read_piece(id, static_cast<std::uint8_t>(have), wanted);
        if (!reply) co_return std::unexpected(reply.error());
        if (reply->completion == completion::reservation_cancelled && lost_reservations_ < most_restarts) {
            // What is here may be of another record by now: from the start, under a new reservation.
            ++lost_reservations_;
            have = 0;
            const auto reserved = co_await reserve();
            if (!reserved) co_return std::unexpected(reserved.error());
            continue;
        }
        if (completion::means_too_large(reply->completion) && smaller(wanted) >= smallest_size) {
            size = smaller(wanted);
            continue;
        }
        const auto response = session::response_of<GetSelEntry>({reply->completion, reply->data});
        if (!response) co_return std::unexpected(response.error());
        if (response->record_data.empty()) co_return malformed("SEL record without data");
        const auto taken = std::min(response->record_data.size(), record_size - have);
        std::copy_n(response->record_data.begin(), taken, entry.raw.begin() + static_cast<std::ptrdiff_t>(have));
        if (have == 0) entry.next_id = response->next_record_id;
        have += taken;
    }
    size_ = size;
    co_return entry;
}

Task<Result<std::vector<std::optional<SelEntry>>>> SelEntryReader::read_all(std::vector<std::uint16_t> ids) {
    std::vector<session::Command> commands;
    for (const auto id : ids) {
        auto request = request_for(id);
        if (reserved_) request.reservation_id = reservation_;
        commands.push_back(session::command_of<GetSelEntry>(request));
    }
    Entries entries(commands.size());
    const auto sent = co_await channel_.batch(commands, entries);
    if (!sent) co_return std::unexpected(sent.error());
    co_return std::move(entries.found);
}

}  // namespace ipmi::model
