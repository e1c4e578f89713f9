#include "session_table.hpp"

#include <algorithm>

namespace ipmi::sim {

Session* SessionTable::find(std::uint32_t id) {
    for (const auto& session : sessions_)
        if (session->id() == id) return session.get();
    return nullptr;
}

Session* SessionTable::find_opened(std::uint32_t console_session_id, std::uint8_t tag) {
    for (const auto& session : sessions_)
        if (session->state == Session::State::opened && session->exchange.console_session_id == console_session_id &&
            session->open_tag == tag)
            return session.get();
    return nullptr;
}

Session* SessionTable::add(const Settings& settings, Random& random, Time now) {
    if (sessions_.size() >= settings.session_limit) return nullptr;
    std::uint32_t id = 0;
    do id = static_cast<std::uint32_t>(random.next());
    while (id == 0 || find(id) != nullptr);
    auto session = std::make_unique<Session>();
    session->exchange.bmc_session_id = id;
    session->last_heard = now;
    sessions_.push_back(std::move(session));
    return sessions_.back().get();
}

void SessionTable::remove(std::uint32_t id) {
    std::erase_if(sessions_, [id](const auto& session) { return session->id() == id; });
}

std::vector<std::uint8_t> SessionTable::expire(const Settings& settings, Time now) {
    std::vector<std::uint8_t> unproved;
    std::erase_if(sessions_, [&](const auto& session) {
        const bool active = session->state == Session::State::active;
        const Duration patience = active ? Duration(settings.session_timeout) : Duration(settings.login_timeout);
        if (now - session->last_heard < patience) return false;
        if (session->state == Session::State::challenged) unproved.push_back(session->user_id);
        return true;
    });
    return unproved;
}

std::size_t SessionTable::active() const {
    return static_cast<std::size_t>(
        std::ranges::count(sessions_, Session::State::active, [](const auto& session) { return session->state; }));
}

}  // namespace ipmi::sim
