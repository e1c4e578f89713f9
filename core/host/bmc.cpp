#include "host/bmc.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/error.hpp"
#include "crypto/hmac.hpp"
#include "session/resolve.hpp"

namespace ipmi::host {
namespace {

using std::chrono::duration_cast;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::size_t most_back_offs = 8;

/// Of the time limit, what is kept for the goodbye.
Duration goodbye_reserve(Duration limit) {
    return std::clamp<Duration>(limit / 20, milliseconds(20), milliseconds(500));
}

/// A sweep of thousands measures its own queues too, and a check that runs every minute should not write every minute:
/// only what would change the first timer of a login is worth a file.
bool differs_much(microseconds remembered, microseconds measured) {
    if (remembered == microseconds::zero()) return measured > microseconds::zero();
    const auto [less, more] = std::minmax(remembered, measured);
    return more > 2 * less && more - less > milliseconds(50);
}

/// Worth another address of the same BMC? Only where the network, not the BMC, said no.
bool try_elsewhere(Errc code) {
    return code == Errc::timeout || code == Errc::unreachable;
}

}  // namespace

Bmc::Bmc(Environment& environment, const Target& target, Time deadline)
    : environment_(environment), target_(target), started_(Clock::now()), pause_(environment.network.loop) {
    set_deadline(deadline);
    file_ = "hosts/" + model::file_name(target.addresses.empty() ? target.name : target.addresses.front());
    load_state();
}

void Bmc::set_deadline(Time deadline) {
    started_ = Clock::now();
    end_ = deadline;
    deadline_ = deadline - goodbye_reserve(deadline - started_);
    if (session_) session_->set_deadline(deadline_);
}

void Bmc::load_state() {
    const auto bytes = environment_.files.read(file_);
    if (!bytes) warnings.push_back("cache: " + bytes.error().context);
    if (bytes && *bytes)  // what cannot be decoded was written by another version
        if (auto state = model::decode_state(**bytes)) state_ = std::move(*state);
    loaded_ = state_;
    quirks_ = session::Quirks::from_bits(state_.quirks);
}

void Bmc::save_state() {
    if (state_ == loaded_) return;
    const auto written = environment_.files.write(file_, model::encode_state(state_));
    if (!written) warnings.push_back("cache: " + written.error().context);
    loaded_ = state_;
}

/// Keyed, so that the file tells nobody which hosts share a password.
std::uint64_t Bmc::fingerprint(std::uint64_t salt) const {
    std::array<std::uint8_t, 8> key{};
    for (std::size_t i = 0; i < key.size(); ++i) key[i] = static_cast<std::uint8_t>(salt >> (8 * i));
    const auto& who = target_.credentials;
    const crypto::Hmac keyed(crypto::Hash::sha256, key);
    const auto inner = keyed.of(as_bytes(who.password.reveal()));
    Bytes text(inner.view().begin(), inner.view().end());
    text.insert(text.end(), who.user.begin(), who.user.end());
    const auto digest = keyed.of(text);
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 8; ++i) value |= std::uint64_t{digest.bytes[i]} << (8 * i);
    return value;
}

/// The remembered failures of the credential in use; the end where it has none.
std::vector<model::LoginBackOff>::iterator Bmc::own_back_off() {
    return std::find_if(state_.back_offs.begin(), state_.back_offs.end(), [this](const model::LoginBackOff& known) {
        return fingerprint(known.salt) == known.credential;
    });
}

std::optional<Error> Bmc::must_wait() {
    if (environment_.retry_auth) return std::nullopt;
    const auto back_off = own_back_off();
    if (back_off == state_.back_offs.end()) return std::nullopt;
    const auto left = back_off->not_before - WallClock::now();
    if (left <= seconds(0) || left > seconds(901)) return std::nullopt;  // over, or the clock was set back
    return Error{
        Errc::auth_failed,
        fmt::format("login: the last {} failed; to keep the account from being locked the next automatic login "
                    "waits another {} s (--retry-auth does not wait)",
                    back_off->failures == 1 ? "one" : fmt::format("{}", back_off->failures),
                    duration_cast<seconds>(left).count() + 1),
        {}};
}

/// Each credential has failures of its own: the good login of one says nothing of another's.
void Bmc::note_login(const Result<void>& outcome) {
    const auto own = own_back_off();
    if (outcome) {
        if (own != state_.back_offs.end()) state_.back_offs.erase(own);
        return;
    }
    if (outcome.error().code != Errc::auth_failed) return;
    model::LoginBackOff back_off;
    if (own != state_.back_offs.end()) {
        back_off = *own;
        state_.back_offs.erase(own);
    } else {
        std::array<std::uint8_t, 8> random{};
        environment_.network.random.fill(random);
        for (std::size_t i = 0; i < 8; ++i) back_off.salt |= std::uint64_t{random[i]} << (8 * i);
        back_off.credential = fingerprint(back_off.salt);
    }
    ++back_off.failures;
    back_off.not_before = std::chrono::ceil<seconds>(WallClock::now()) + model::back_off_after(back_off.failures);
    // The newest last; a handful are more than a host has credentials.
    if (state_.back_offs.size() >= most_back_offs) state_.back_offs.erase(state_.back_offs.begin());
    state_.back_offs.push_back(back_off);
}

session::ConversationSettings Bmc::settings() const {
    session::ConversationSettings settings;
    settings.credentials = target_.credentials;
    settings.cipher_suites = target_.cipher_suites;
    if (settings.cipher_suites.empty() && state_.cipher_suite == 17)
        settings.cipher_suites = {17};  // never below it again
    if (settings.cipher_suites.empty() && state_.cipher_suite == 3) settings.cipher_suites = {3, 17};
    settings.quirks = quirks_;
    settings.window = state_.window;
    settings.round_trip = microseconds(state_.round_trip_us);
    settings.keep_alive = environment_.keep_alive;
    return settings;
}

Task<Result<void>> Bmc::open() {
    if (const auto wait = must_wait()) co_return std::unexpected(*wait);
    auto outcome = co_await try_addresses(&Bmc::open_endpoint);
    note_login(outcome);
    if (!outcome) save_state();
    co_return outcome;
}

Task<Result<session::Presence>> Bmc::ping() {
    const auto outcome = co_await try_addresses(&Bmc::ping_endpoint);
    if (!outcome) co_return std::unexpected(outcome.error());
    co_return presence_;
}

/// The time that is left is shared out among the addresses that are left.
Task<Result<void>> Bmc::try_addresses(Attempt attempt) {
    if (target_.addresses.empty()) co_return ipmi::fail(Errc::local, "no address is given");
    Result<void> outcome = ipmi::fail(Errc::timeout, "no address was tried");
    const auto end = only_ ? *only_ + 1 : target_.addresses.size();
    for (std::size_t i = only_.value_or(0); i < end; ++i) {
        address_ = i;
        const auto now = Clock::now();
        const auto left = static_cast<int>(end - i);
        outcome = co_await try_address(target_.addresses[i], attempt, now + (deadline_ - now) / left);
        if (outcome || !try_elsewhere(outcome.error().code) || cancelled_) break;
    }
    if (!outcome && cancelled_) co_return std::unexpected(*cancelled_);
    co_return outcome;
}

Task<Result<void>> Bmc::try_address(std::string address, Attempt attempt, Time until) {
    pause_.expires_at(until);
    const auto found = co_await session::resolve(environment_.network, address, pause_);
    if (!found) co_return std::unexpected(found.error());
    const auto& endpoints = found->endpoints;
    Result<void> outcome;
    for (std::size_t i = 0; i < endpoints.size(); ++i) {
        const auto now = Clock::now();
        const auto left = static_cast<int>(endpoints.size() - i);
        outcome = co_await (this->*attempt)(endpoints[i], now + (until - now) / left);
        if (outcome || !try_elsewhere(outcome.error().code) || cancelled_) break;
    }
    if (!outcome && !found->note.empty()) outcome.error().context += fmt::format(" ({})", found->note);
    co_return outcome;
}

Task<Result<void>> Bmc::ping_endpoint(transport::Endpoint endpoint, Time until) {
    if (cancelled_) co_return std::unexpected(*cancelled_);
    pinger_ = std::make_unique<session::PresencePinger>();
    const auto presence = co_await pinger_->run(environment_.network, endpoint, until);
    pinger_.reset();
    if (!presence) co_return std::unexpected(presence.error());
    presence_ = *presence;
    co_return Result<void>{};
}

Task<Result<void>> Bmc::open_endpoint(transport::Endpoint endpoint, Time until) {
    namespace asio = boost::asio;
    std::optional<Error> busy;
    for (unsigned attempt = 0;; ++attempt) {
        auto wanted = settings();
        if (cancelled_) co_return std::unexpected(*cancelled_);
        auto session = session::Session::make(environment_.network, endpoint, std::move(wanted), until);
        if (!session) co_return std::unexpected(session.error());
        session_ = std::move(*session);
        const auto opened = co_await session_->open();
        if (opened) {
            session_->set_deadline(deadline_);
            co_return Result<void>{};
        }
        session_.reset();
        // A BMC that said it is full is not one that does not answer, though time ran out while it was asked again.
        if (opened.error().code == Errc::timeout && busy) co_return std::unexpected(*busy);
        if (opened.error().code != Errc::busy || cancelled_) co_return std::unexpected(opened.error());
        busy = opened.error();
        // All sessions of the BMC are taken. They end by themselves; many of us must not come back at the same moment.
        std::array<std::uint8_t, 1> random{};
        environment_.network.random.fill(random);
        const auto pause = milliseconds(250) * (1u << std::min(attempt, 4u)) * (256 + random[0]) / 512;
        if (Clock::now() + pause >= until) co_return std::unexpected(opened.error());
        pause_.expires_after(pause);
        constexpr auto token = asio::as_tuple(asio::use_awaitable);
        co_await pause_.async_wait(token);
    }
}

PollStatistics Bmc::statistics() const {
    PollStatistics statistics;
    statistics.wall_time = duration_cast<microseconds>(Clock::now() - started_);
    statistics.sdr_from_cache = table_from_cache;
    if (!session_) return statistics;
    const auto& conversation = session_->conversation();
    statistics.requests = static_cast<std::uint32_t>(conversation.counters().requests);
    statistics.retransmissions = static_cast<std::uint32_t>(conversation.counters().retransmissions);
    statistics.session_time = duration_cast<microseconds>(conversation.session_time());
    statistics.round_trip = duration_cast<microseconds>(conversation.round_trip().smoothed());
    statistics.cipher_suite = conversation.cipher_suite();
    statistics.window = static_cast<std::uint8_t>(conversation.window().size());
    return statistics;
}

Task<void> Bmc::close() {
    if (!session_) co_return;
    co_await session_->close(end_);
    const auto& conversation = session_->conversation();
    auto all = session::Quirks::from_bits(quirks_.bits() | conversation.quirks().bits());
    if (!conversation.window().one_at_a_time()) all.forget(session::Quirk::one_at_a_time);
    state_.quirks = all.bits();
    state_.window = static_cast<std::uint8_t>(conversation.window().remembered());
    state_.cipher_suite = conversation.cipher_suite();
    const auto measured = duration_cast<microseconds>(conversation.round_trip().smoothed());
    if (differs_much(microseconds(state_.round_trip_us), measured))
        state_.round_trip_us = static_cast<std::uint32_t>(measured.count());
    save_state();
}

void Bmc::cancel(const Error& why) {
    cancelled_ = why;
    pause_.cancel();
    if (pinger_) pinger_->cancel(why);
    if (session_) session_->cancel(why);
}

}  // namespace ipmi::host
