// One SEL record by its id: whole where the BMC sends it so, else in pieces under a reservation.
// IPMI v2.0 rev 1.1, §31.4 and §31.5.
#pragma once

#include "model/freeipmi_sel.hpp"
#include "session/channel.hpp"

namespace ipmi::model {

struct SelEntry {
    RawSelRecord raw{};
    std::uint16_t next_id = 0xffff;  ///< ffffh: this was the last
    [[nodiscard]] std::uint16_t id() const { return static_cast<std::uint16_t>(raw[0] | raw[1] << 8); }
};

class SelEntryReader {
public:
    explicit SelEntryReader(session::Channel& channel) : channel_(channel) {}

    /// 0: the first record, ffffh: the last. Errors: those of Channel::call; completion_code; malformed.
    Task<Result<SelEntry>> read(std::uint16_t id);

    /// Many at once, as long as whole records are what the BMC sends; answers as they are, nothing is tried twice.
    /// Empty where there is none. Errors: those of Channel::batch.
    Task<Result<std::vector<std::optional<SelEntry>>>> read_all(std::vector<std::uint16_t> ids);
    [[nodiscard]] bool reads_whole_records() const { return size_ == whole_record; }

private:
    static constexpr std::uint8_t whole_record = 0xff;

    Task<Result<void>> reserve();
    Task<Result<session::Reply>> read_piece(std::uint16_t id, std::uint8_t offset, std::uint8_t size);

    session::Channel& channel_;
    std::uint8_t size_ = whole_record;
    std::uint16_t reservation_ = 0;
    bool reserved_ = false;
    unsigned lost_reservations_ = 0;
};

}  // namespace ipmi::model
