#include "engine/host_link.hpp"

#include <algorithm>

#include "session/resolve.hpp"

namespace ipmi::engine {
namespace {

constexpr Duration longest_move = std::chrono::seconds(3);
constexpr auto longest_goodbye = std::chrono::seconds(1);
/// Of what a name server says. Where it says 0, a fleet of names must not keep it busy.
constexpr auto shortest_keep = std::chrono::seconds(10);

}  // namespace

HostLink::HostLink(host::Environment& environment, const Target& target, const Pace& pace, HostWatch& watch,
                   Counters& counters)
    : environment_(environment),
      target_(target),
      pace_(pace),
      watch_(watch),
      counters_(counters),
      paths_(target.addresses.size()),
      other_paths_(beat_of(target.name, "/paths", pace.probe)),
      names_(beat_of(target.name, "/names", pace.names)) {}

Task<Result<void>> HostLink::connect() {
    bmc_ = std::make_unique<host::Bmc>(environment_, target_, Clock::now() + pace_.timeout);
    const auto opened = co_await bmc_->open();
    if (!opened) {
        bmc_.reset();
        co_return std::unexpected(opened.error());
    }
    now_by(bmc_->address());
    co_return Result<void>{};
}

Task<void> HostLink::disconnect() {
    if (!bmc_) co_return;
    bmc_->set_deadline(Clock::now() + longest_goodbye);
    co_await bmc_->close();
    bmc_.reset();
}

Task<bool> HostLink::gives_sign_of_life() {
    other_ = std::make_unique<host::Bmc>(environment_, target_, Clock::now() + pace_.probe_timeout);
    const auto pong = co_await other_->ping();
    other_.reset();
    co_return pong.has_value();
}

bool HostLink::has_names() const {
    return std::any_of(target_.addresses.begin(), target_.addresses.end(), [](const std::string& address) {
        const auto parsed = transport::parse_address(address);
        return parsed && transport::numeric(*parsed).empty();
    });
}

Time HostLink::next_look() const {
    const auto next = has_paths() ? other_paths_.next() : Time::max();
    return has_names() ? std::min(next, next_of_names()) : next;
}

Time HostLink::next_of_names() const {
    if (!bmc_) return names_.next();
    const auto kept = session::may_be_kept(environment_.network, target_.addresses.at(bmc_->address()));
    return kept ? std::min<Time>(names_.next(), names_looked_up_ + std::max(*kept, shortest_keep)) : names_.next();
}

Task<bool> HostLink::look_at_paths() {
    const auto begun = Clock::now();
    const auto in_use = bmc_->address();
    for (std::size_t i = 0; has_paths() && i < target_.addresses.size(); ++i) {
        if (i == in_use) continue;
        const bool pong = co_await answers_ping(i);
        if (stopping_) co_return false;
        paths_.pinged(i, pong);
    }
    other_paths_.done(begun, Clock::now());
    tell_paths();
    bool moved = false;
    if (const auto better = paths_.better_than(in_use)) {
        moved = co_await move_to(*better);
        if (!moved && !stopping_) paths_.refused(*better);
    } else if (next_of_names() <= begun) {
        const bool elsewhere = co_await has_moved();
        names_looked_up_ = begun;
        names_.done(begun, Clock::now());
        if (elsewhere && !stopping_) moved = co_await move_to(in_use);
    }
    co_return moved;
}

Task<bool> HostLink::answers_ping(std::size_t address) {
    other_ = std::make_unique<host::Bmc>(environment_, target_, Clock::now() + pace_.probe_timeout);
    other_->use_only(address);
    const auto pong = co_await other_->ping();
    other_.reset();
    co_return pong.has_value();
}

Task<bool> HostLink::has_moved() {
    boost::asio::steady_timer limit(environment_.network.loop);
    limit.expires_after(pace_.probe_timeout);
    const std::string address = target_.addresses.at(bmc_->address());
    const auto now = co_await session::resolve_to_keep(environment_.network, address, limit);
    // What cannot be looked up stays where it was.
    if (!now || !now->note.empty() || !bmc_->session().alive()) co_return false;
    co_return std::find(now->endpoints.begin(), now->endpoints.end(), bmc_->session().peer()) == now->endpoints.end();
}

Task<bool> HostLink::move_to(std::size_t address) {
    // Readings wait meanwhile: a way that answers slowly is no better one.
    other_ = std::make_unique<host::Bmc>(environment_, target_, Clock::now() + std::min(pace_.timeout, longest_move));
    other_->use_only(address);
    const auto opened = co_await other_->open();
    if (!opened) {
        other_.reset();
        co_return false;
    }
    std::swap(bmc_, other_);
    now_by(address);
    other_->set_deadline(Clock::now() + longest_goodbye);
    co_await other_->close();
    other_.reset();
    co_return true;
}

void HostLink::now_by(std::size_t address) {
    requests_counted_ = 0;
    retransmissions_counted_ = 0;
    paths_.opened(address);
    tell_paths();
}

std::string HostLink::peer() const {
    return transport::to_string(bmc_->session().peer());
}

void HostLink::tell_paths() {
    const auto& in_use = target_.addresses.at(bmc_->address());
    path_ = has_paths() ? in_use : std::string();
    for (std::size_t i = 0; has_paths() && i < target_.addresses.size(); ++i)
        if (const auto lost = paths_.lost(i)) watch_.path(target_.addresses[i], *lost, in_use);
}

void HostLink::count_requests(RequestBudget& budget, Charge charge) {
    const auto& counted = bmc_->session().conversation().counters();
    const auto asked = counted.requests - requests_counted_;
    if (charge == Charge::once)
        budget.spend_once(asked, Clock::now());
    else
        budget.spend(asked, Clock::now());
    counters_.requests += asked;
    counters_.retransmissions += counted.retransmissions - retransmissions_counted_;
    requests_counted_ = counted.requests;
    retransmissions_counted_ = counted.retransmissions;
}

void HostLink::stop() {
    stopping_ = true;
    for (auto* bmc : {bmc_.get(), other_.get()})
        if (bmc != nullptr) bmc->cancel({Errc::cancelled, "the engine ends", {}});
}

}  // namespace ipmi::engine
