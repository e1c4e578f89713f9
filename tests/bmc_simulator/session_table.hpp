// The few session slots of one BMC. Half-open logins occupy a slot too, and leave it after the login time-out.
#pragma once

#include <memory>
#include <vector>

#include "session.hpp"

namespace ipmi::sim {

class SessionTable {
public:
    [[nodiscard]] Session* find(std::uint32_t bmc_session_id);
    /// A login whose Open Session Request was this one; consoles repeat it when the answer was lost.
    [[nodiscard]] Session* find_opened(std::uint32_t console_session_id, std::uint8_t tag);
    /// nullptr: all slots are taken.
    Session* add(const Settings& settings, Random& random, Time now);
    void remove(std::uint32_t bmc_session_id);
    void clear() { sessions_.clear(); }
    /// Ends what has been silent too long. Returns the users whose logins stopped between challenge and proof.
    std::vector<std::uint8_t> expire(const Settings& settings, Time now);

    [[nodiscard]] std::size_t size() const { return sessions_.size(); }
    [[nodiscard]] std::size_t active() const;
    [[nodiscard]] const std::vector<std::unique_ptr<Session>>& all() const { return sessions_; }

private:
    std::vector<std::unique_ptr<Session>> sessions_;
};

}  // namespace ipmi::sim
