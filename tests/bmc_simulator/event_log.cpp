#include "event_log.hpp"

#include <algorithm>

namespace ipmi::sim {
namespace {

constexpr std::uint8_t first_type_without_time = 0xe0;

std::uint32_t time_of(const SelBytes& record) {
    return record[3] | std::uint32_t{record[4]} << 8 | std::uint32_t{record[5]} << 16 | std::uint32_t{record[6]} << 24;
}

}  // namespace

EventLog::EventLog(const Profile& profile) : profile_(&profile) {
    for (const auto& record : profile.sel) {
        next_id = static_cast<std::uint16_t>(std::max<unsigned>(next_id, id_of(record) + 1u));
        if (record[2] < first_type_without_time) last_addition_ = time_of(record);
    }
}

std::optional<std::size_t> EventLog::find(std::uint16_t id) const {
    const auto& all = records();
    if (all.empty()) return std::nullopt;
    if (id == 0) return 0;
    if (id == 0xffff) return all.size() - 1;
    const auto found = std::ranges::find(all, id, id_of);
    if (found == all.end()) return std::nullopt;
    return static_cast<std::size_t>(found - all.begin());
}

std::vector<SelBytes>& EventLog::own() {
    if (!own_) own_ = std::make_unique<std::vector<SelBytes>>(profile_->sel);
    return *own_;
}

std::optional<std::uint16_t> EventLog::add(SelBytes record, std::uint32_t time) {
    auto& all = own();
    if (all.size() >= capacity()) {
        if (!wraps) {
            overflow = true;
            return std::nullopt;
        }
        all.erase(all.begin());
    }
    const auto id = next_id;
    next_id = id == 0xfffe ? std::uint16_t{1} : static_cast<std::uint16_t>(id + 1);
    record[0] = static_cast<std::uint8_t>(id);
    record[1] = static_cast<std::uint8_t>(id >> 8);
    if (record[2] < first_type_without_time)
        for (unsigned i = 0; i < 4; ++i) record[3 + i] = static_cast<std::uint8_t>(time >> (8 * i));
    all.push_back(record);
    last_addition_ = time;
    return id;
}

void EventLog::erase(std::size_t position, std::uint32_t time) {
    own().erase(own().begin() + static_cast<std::ptrdiff_t>(position));
    last_erase_ = time;
    reservation_ = 0;
}

void EventLog::clear(std::uint32_t time) {
    own().clear();
    next_id = 1;
    overflow = false;
    last_erase_ = time;
    reservation_ = 0;
}

std::uint16_t EventLog::reserve() {
    if (++last_reservation_ == 0) last_reservation_ = 1;
    return reservation_ = last_reservation_;
}

}  // namespace ipmi::sim
