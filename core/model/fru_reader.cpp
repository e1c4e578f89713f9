#include "model/fru_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/completion.hpp"
#include "message/storage/get_fru_inventory_area_info.hpp"
#include "message/storage/read_fru_data.hpp"
#include "model/fru_decode.hpp"
#include "model/fru_fields.hpp"

namespace ipmi::model {
namespace {

using session::Channel;
using storage::GetFruInventoryAreaInfo;
using storage::ReadFruData;

/// Sizes to try. 32 is what nearly every BMC takes. Where a larger read does not fit, some firmware does not refuse it
/// but stays silent, which costs the session; with several reads outstanding larger ones would save little.
constexpr std::array<std::uint8_t, 5> sizes{32, 24, 16, 8, 4};
constexpr unsigned most_busy = 20;
constexpr std::size_t smallest_size = sizes.back();
constexpr Duration busy_pause = std::chrono::milliseconds(20);

constexpr std::uint8_t fru_busy = 0x81;  // §34.2: "FRU device busy"

std::uint8_t next_smaller(std::uint8_t size) {
    for (const auto candidate : sizes)
        if (candidate < size) return candidate;
    return 0;
}

class Answers final : public session::ReplySink {
public:
    explicit Answers(std::size_t count) : replies(count, fail(Errc::timeout, "")) {}
    void on_reply(std::size_t index, session::ReplyView reply) override {
        replies[index] = session::Reply{reply.completion, Bytes(reply.data.begin(), reply.data.end())};
    }
    void on_error(std::size_t index, const Error& error) override { replies[index] = std::unexpected(error); }
    std::vector<Result<session::Reply>> replies;
};

/// One inventory, from its beginning on.
class InventoryReader {
public:
    InventoryReader(Channel& channel, std::uint8_t id, const GetFruInventoryAreaInfo::Response& info,
                    std::uint8_t read_size)
        : channel_(channel),
          id_(id),
          unit_(info.accessed_by_words ? 2 : 1),
          size_(info.size_bytes),
          read_size_(read_size == 0 ? sizes.front() : read_size) {}

    [[nodiscard]] const Bytes& image() const { return image_; }
    [[nodiscard]] std::uint8_t read_size() const { return read_size_; }

    /// Until nothing more is needed. Errors: of the session; completion_code and malformed (of a read).
    Task<Result<void>> read() {
        for (;;) {
            const auto needed = needed_fru_bytes(image_, size_);
            if (needed <= image_.size()) co_return Result<void>{};
            const auto step = co_await extend(needed);
            if (!step) co_return std::unexpected(step.error());
        }
    }

private:
    [[nodiscard]] std::vector<session::Command> commands_until(std::size_t end) const {
        std::vector<session::Command> commands;
        for (auto at = image_.size(); at < end; at += step()) {
            ReadFruData::Request request;
            request.fru_device_id = id_;
            request.offset = static_cast<std::uint16_t>(at / unit_);
            request.count_to_read = static_cast<std::uint8_t>(length_at(at) / unit_);
            commands.push_back(session::command_of<ReadFruData>(request));
        }
        return commands;
    }
    /// Whole words.
    [[nodiscard]] std::size_t step() const { return read_size_ / unit_ * unit_; }
    [[nodiscard]] std::size_t length_at(std::size_t at) const {
        const auto left = (size_ - at + unit_ - 1) / unit_ * unit_;
        return std::min(step(), left);  // the size may be odd
    }

    /// Asks for everything up to `needed` at once, in full reads, and takes the answers in their order.
    Task<Result<void>> extend(std::size_t needed) {
        const auto first = image_.size();
        const auto rounded = first + (needed - first + step() - 1) / step() * step();
        const auto commands = commands_until(std::min(rounded, size_));
        Answers answers(commands.size());
        const auto sent = co_await channel_.batch(commands, answers);
        if (!sent) co_return std::unexpected(sent.error());
        for (auto& reply : answers.replies) {
            const auto at = image_.size();
            const auto wanted = length_at(at);
            if (!reply) co_return std::unexpected(std::move(reply.error()));
            if (reply->completion == fru_busy && ++busy_ < most_busy) {
                co_await channel_.sleep(busy_pause);
                co_return Result<void>{};
            }
            if (completion::means_too_large(reply->completion) && next_smaller(read_size_) != 0) {
                read_size_ = next_smaller(read_size_);
                co_return Result<void>{};
            }
            // More was promised than there is.
            if (reply->completion == completion::parameter_out_of_range && at > 0) co_return end_here();
            const auto response = session::response_of<ReadFruData>({reply->completion, reply->data});
            if (!response) co_return std::unexpected(response.error());
            const auto taken = take(*response, wanted);
            if (taken == 0) co_return end_here();
            if (taken < wanted && image_.size() < size_) {  // what was asked behind it does not fit on
                if (taken >= smallest_size) read_size_ = static_cast<std::uint8_t>(taken);
                co_return Result<void>{};
            }
        }
        co_return Result<void>{};
    }

    /// The count and the data may disagree; the shorter one is there. Words stay whole.
    std::size_t take(const ReadFruData::Response& response, std::size_t wanted) {
        auto taken = std::min(wanted, response.data.size());
        const auto said = response.count_returned * unit_;
        if (said > 0) taken = std::min(taken, said);
        taken = taken / unit_ * unit_;
        const auto kept = std::min(taken, size_ - image_.size());
        image_.insert(image_.end(), response.data.begin(), response.data.begin() + static_cast<std::ptrdiff_t>(kept));
        return taken;
    }

    Result<void> end_here() {
        const auto said = std::exchange(size_, image_.size());
        return malformed(fmt::format("the inventory ends at byte {} of {}", size_, said));
    }

    Channel& channel_;
    std::uint8_t id_;
    std::size_t unit_;  ///< bytes that an offset counts
    std::size_t size_;
    std::uint8_t read_size_;
    Bytes image_;
    unsigned busy_ = 0;
};

bool ends_session(const Error& error) {
    return error.code != Errc::completion_code && error.code != Errc::malformed;
}

}  // namespace

std::vector<Fru> list_frus(const SensorTable* table, std::uint8_t bmc_address) {
    constexpr std::uint8_t reserved_id = 0xff;
    std::map<std::uint8_t, Fru> frus;
    auto& builtin = frus[0];
    builtin.name = "Builtin FRU Device";
    if (table != nullptr) {
        for (const auto& locator : table->locators) {
            if (locator.kind != Locator::Kind::fru || !locator.logical_fru) continue;
            if (locator.device_address != bmc_address || locator.fru_id == reserved_id) continue;
            auto& fru = frus[locator.fru_id];
            if (fru.entity.id != 0) continue;  // named twice
            fru.id = locator.fru_id;
            fru.name = locator.name;
            fru.entity = locator.entity;
        }
    }
    std::vector<Fru> list;
    for (auto& [id, fru] : frus) list.push_back(std::move(fru));
    return list;
}

Task<Result<void>> read_fru(Channel& channel, Fru& fru, std::uint8_t& read_size) {
    GetFruInventoryAreaInfo::Request request;
    request.fru_device_id = fru.id;
    auto info = co_await session::call<GetFruInventoryAreaInfo>(channel, request);
    if (!info) {
        fru.warning = info.error().context;
        if (ends_session(info.error())) co_return std::unexpected(std::move(info.error()));
        co_return Result<void>{};
    }
    fru.size_bytes = info->size_bytes;
    if (info->size_bytes == 0) {
        fru.warning = "the inventory is empty (0 bytes)";
        co_return Result<void>{};
    }
    InventoryReader reader(channel, fru.id, *info, read_size);
    auto read = co_await reader.read();
    if (read || !reader.image().empty()) decode_fru(reader.image(), fru);
    if (read) {
        // Only what worked is learnt: a device that refuses everything would make all others slow.
        read_size = reader.read_size();
        co_return Result<void>{};
    }
    warn(fru.warning, read.error().context);
    if (ends_session(read.error())) co_return std::unexpected(std::move(read.error()));
    co_return Result<void>{};
}

}  // namespace ipmi::model
