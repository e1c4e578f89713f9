#include "model/sdr_repository.hpp"

#include <fmt/format.h>

#include <array>
#include <set>

#include "base/completion.hpp"
#include "message/sensor/get_device_sdr.hpp"
#include "message/sensor/get_device_sdr_info.hpp"
#include "message/sensor/reserve_device_sdr_repository.hpp"
#include "message/storage/get_sdr.hpp"
#include "message/storage/get_sdr_repository_info.hpp"
#include "message/storage/reserve_sdr_repository.hpp"

namespace ipmi::model {
namespace {

using session::Channel;
using session::Command;
using session::Quirk;
using storage::GetSdr;

constexpr std::size_t header_size = 5;
constexpr std::uint8_t whole_record = 0xff;
constexpr unsigned most_lost_reservations = 20;
constexpr std::size_t most_records = 65534;

/// Sizes to try, from "everything" downwards. Records are 20 to 64 bytes: 64 asks for any record at once by its number
/// of bytes, 32 for any in two, and below 16 only firmware for slow buses goes.
constexpr std::array<std::uint8_t, 6> sizes{whole_record, 64, 32, 24, 16, 8};

std::uint8_t next_smaller(std::uint8_t size) {
    for (const auto candidate : sizes)
        if (candidate < size) return candidate;
    return 0;
}

/// The two commands have the same layout, on another network function.
Command get_command(SdrSource source, const GetSdr::Request& request) {
    auto command = session::command_of<GetSdr>(request);
    if (source == SdrSource::device) {
        command.netfn = sensor::GetDeviceSdr::netfn;
        command.command = sensor::GetDeviceSdr::command;
    }
    return command;
}

Task<Result<std::uint16_t>> reserve(Channel& channel, SdrSource source) {
    if (source == SdrSource::device) {
        const sensor::ReserveDeviceSdrRepository::Request request{};
        const auto reply = co_await session::call<sensor::ReserveDeviceSdrRepository>(channel, request);
        if (!reply) co_return std::unexpected(reply.error());
        co_return reply->reservation_id;
    }
    const storage::ReserveSdrRepository::Request request{};
    const auto reply = co_await session::call<storage::ReserveSdrRepository>(channel, request);
    if (!reply) co_return std::unexpected(reply.error());
    co_return reply->reservation_id;
}

/// Reads records one after the other; holds what is learnt on the way.
class RecordReader {
public:
    RecordReader(Channel& channel, SdrSource source, SdrProgress& progress, session::Quirks& quirks)
        : channel_(channel), source_(source), progress_(progress), quirks_(quirks) {}

    /// The record at progress.next_record_id and the id of the one after it.
    Task<Result<void>> read_next() {
        const auto id = progress_.next_record_id;
        auto first = co_await read_piece(id, 0, progress_.read_size);
        if (!first) co_return std::unexpected(first.error());
        auto next = first->next_record_id;
        auto record = std::move(first->record_data);
        if (record.size() < header_size) co_return malformed("SDR shorter than its header");
        const auto length = header_size + record[4];
        learn_size(length);
        while (record.size() < length) {
            const auto left = length - record.size();
            const auto size = static_cast<std::uint8_t>(std::min<std::size_t>(left, progress_.read_size));
            auto piece = co_await read_piece(id, static_cast<std::uint8_t>(record.size()), size);
            if (!piece) {
                if (!start_over_) co_return std::unexpected(piece.error());
                start_over_ = false;  // the reservation was lost: what is here may be of another record now
                co_return Result<void>{};
            }
            if (piece->record_data.empty()) co_return malformed("SDR piece without data");
            record.insert(record.end(), piece->record_data.begin(), piece->record_data.end());
        }
        record.resize(length);
        progress_.records.push_back(std::move(record));
        progress_.next_record_id = next;
        co_return Result<void>{};
    }

private:
    /// Firmware also refuses what goes beyond the end of a short record: a size was too large for the BMC, not for the
    /// record, where the record did not fit into the one granted instead. Until such a record comes, each is asked for
    /// with the largest size.
    void learn_size(std::size_t record_length) {
        if (refused_ != 0 && record_length > accepted_) progress_.read_size = accepted_;
        accepted_ = 0;
        refused_ = 0;
    }

    Task<Result<GetSdr::Response>> read_piece(std::uint16_t id, std::uint8_t offset, std::uint8_t size) {
        for (;;) {
            if (offset != 0 && !reserved_) {
                const auto reservation = co_await reserve(channel_, source_);
                // A BMC without reservations takes partial reads with reservation 0.
                if (!reservation && reservation.error().code != Errc::completion_code)
                    co_return std::unexpected(reservation.error());
                reservation_ = reservation ? *reservation : std::uint16_t{0};
                reserved_ = true;
                if (reservation_lost_while_reading_) {
                    reservation_lost_while_reading_ = false;
                    start_over_ = true;
                    co_return fail(Errc::completion_code, "reservation lost");
                }
            }
            GetSdr::Request request;
            request.reservation_id = reserved_ ? reservation_ : std::uint16_t{0};
            request.record_id = id;
            request.offset = offset;
            request.bytes_to_read = size;
            Command command = get_command(source_, request);
            const auto reply = co_await channel_.call(std::move(command));
            if (!reply) co_return std::unexpected(reply.error());
            if (reply->completion == 0) {
                auto response = GetSdr::decode_response(wire::Reader(reply->data));
                accepted_ = std::max(accepted_, size);
                co_return response;
            }
            if (reply->completion == completion::reservation_cancelled && lost_reservations_ < most_lost_reservations) {
                ++lost_reservations_;
                quirks_.note(Quirk::reservation_lost);
                reserved_ = false;
                if (offset == 0) {
                    const auto again = co_await reserve(channel_, source_);
                    if (!again) co_return std::unexpected(again.error());
                    reservation_ = *again;
                    reserved_ = true;
                } else {
                    reservation_lost_while_reading_ = true;
                }
                continue;
            }
            const auto smaller = next_smaller(size);
            if (completion::means_too_large(reply->completion) && smaller >= 8) {
                if (size == whole_record) {
                    quirks_.note(Quirk::whole_record_refused);
                    progress_.read_size = smaller;
                }
                refused_ = refused_ == 0 ? size : std::min(refused_, size);
                size = smaller;
                continue;
            }
            co_return refused(source_ == SdrSource::device ? "Get Device SDR" : "Get SDR", reply->completion);
        }
    }

    Channel& channel_;
    SdrSource source_;
    SdrProgress& progress_;
    session::Quirks& quirks_;
    std::uint16_t reservation_ = 0;
    bool reserved_ = false;
    bool reservation_lost_while_reading_ = false;
    std::uint8_t accepted_ = 0;  ///< the largest size granted, and
    std::uint8_t refused_ = 0;   ///< the smallest one refused, for the record being read; 0: none
    bool start_over_ = false;
    unsigned lost_reservations_ = 0;
};

}  // namespace

Task<Result<RepositoryStamp>> read_stamp(Channel& channel, SdrSource source) {
    RepositoryStamp stamp;
    if (source == SdrSource::device) {
        sensor::GetDeviceSdrInfo::Request request;
        const auto info = co_await session::call<sensor::GetDeviceSdrInfo>(channel, request);
        if (!info) co_return std::unexpected(info.error());
        stamp.record_count = info->count;
        stamp.most_recent_addition = info->population_change.value_or(0);
        co_return stamp;
    }
    const storage::GetSdrRepositoryInfo::Request request{};
    const auto info = co_await session::call<storage::GetSdrRepositoryInfo>(channel, request);
    if (!info) co_return std::unexpected(info.error());
    stamp.record_count = info->record_count;
    stamp.most_recent_addition = info->most_recent_addition;
    stamp.most_recent_erase = info->most_recent_erase;
    co_return stamp;
}

Task<Result<void>> read_records(Channel& channel, SdrSource source, SdrProgress& progress, session::Quirks& quirks) {
    RecordReader reader(channel, source, progress, quirks);
    std::set<std::uint16_t> seen;
    while (!progress.complete()) {
        const auto id = progress.next_record_id;
        const auto before = progress.records.size();
        auto step = co_await reader.read_next();
        if (!step) {
            // A repository that changes while it is read, and firmware that fails on its last record: what is here
            // counts.
            if (step.error().completion == completion::not_present && before > 0) {
                progress.next_record_id = 0xffff;
                co_return Result<void>{};
            }
            co_return std::unexpected(within(fmt::format("SDR record {:04X}h", id), std::move(step.error())));
        }
        if (progress.records.size() == before) continue;  // that record is read again
        if (!seen.insert(progress.next_record_id).second || progress.records.size() > most_records) {
            progress.next_record_id = 0xffff;
            co_return malformed("the chain of SDR records leads back into itself");
        }
    }
    co_return Result<void>{};
}

}  // namespace ipmi::model
