// The System Event Log of one BMC: the profile's records until the first change, then its own.
// IPMI v2.0 rev 1.1, §31 and §32.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "profile.hpp"

namespace ipmi::sim {

inline constexpr std::uint8_t unspecified_event_data = 0xff;

class EventLog {
public:
    explicit EventLog(const Profile& profile);

    [[nodiscard]] const std::vector<SelBytes>& records() const { return own_ ? *own_ : profile_->sel; }
    /// Position of a record; 0 asks for the first, FFFFh for the last.
    [[nodiscard]] std::optional<std::size_t> find(std::uint16_t id) const;
    static std::uint16_t id_of(const SelBytes& record) {
        return static_cast<std::uint16_t>(record[0] | record[1] << 8);
    }

    /// Stores the record under a new id; in types below E0h the time is replaced too. nullopt: full, and not wrapping.
    std::optional<std::uint16_t> add(SelBytes record, std::uint32_t time);
    void erase(std::size_t position, std::uint32_t time);
    void clear(std::uint32_t time);
    /// A new reservation; the one before is cancelled.
    std::uint16_t reserve();
    [[nodiscard]] bool holds(std::uint16_t reservation) const {
        return reservation != 0 && reservation == reservation_;
    }
    void cancel_reservation() { reservation_ = 0; }

    [[nodiscard]] std::size_t capacity() const {
        return capacity_override ? capacity_override : profile_->sel_capacity;
    }
    [[nodiscard]] std::uint32_t last_addition() const { return last_addition_; }
    [[nodiscard]] std::uint32_t last_erase() const { return last_erase_; }

    bool wraps = false;  ///< full: the oldest record goes; otherwise the new one is dropped
    std::size_t capacity_override = 0;
    bool overflow = false;  ///< one was dropped since the log was cleared
    std::uint16_t next_id = 1;

private:
    std::vector<SelBytes>& own();

    const Profile* profile_;
    std::unique_ptr<std::vector<SelBytes>> own_;
    std::uint32_t last_addition_ = 0xffffffff;
    std::uint32_t last_erase_ = 0xffffffff;
    std::uint16_t reservation_ = 0;
    std::uint16_t last_reservation_ = 0;
};

}  // namespace ipmi::sim
