#include "engine/host_poller.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "engine/device_poll.hpp"
#include "engine/silence_watch.hpp"
#include "host/parts.hpp"
#include "session/resolve.hpp"

namespace ipmi::engine {
namespace {

/// Parts of one host, and hosts of one part, do not all come at the same moment.
Beat beat_of(const Target& target, const char* part, Duration period) {
    return {period, phase_of(target.name + part, period), Clock::now()};
}

/// Who sends a hint need not be honest: however many come, they cost a BMC no more than one look in this time.
constexpr auto hints_apart = std::chrono::seconds(1);
constexpr Duration longest_move = std::chrono::seconds(3);

/// Where the inventory could not be read, it is tried before its day is over.
constexpr auto inventory_again = std::chrono::hours(1);

/// The error of a part that tells of the session, not of the question.
std::optional<Error> lost_by(const Result<HostReport>& answer) {
    if (!answer) return answer.error();
    const auto& report = *answer;
    if (report.sensors && !*report.sensors) return report.sensors->error();
    if (report.chassis && !*report.chassis) return report.chassis->error();
    return std::nullopt;
}

/// A BMC that said no, or is busy, is not looked for: it will say so again.
bool worth_probing(const std::optional<Error>& error) {
    return error && (error->code == Errc::timeout || error->code == Errc::unreachable);
}

}  // namespace

HostPoller::HostPoller(host::Environment& environment, Target target, const Pace& pace, Snapshot& snapshot,
                       Snapshot::Place place, HostWatch& watch, Counters& counters)
    : environment_(environment),
      target_(std::move(target)),
      pace_(pace),
      snapshot_(snapshot),
      place_(std::move(place)),
      watch_(watch),
      counters_(counters),
      block_(*place_->load()),
      observed_(block_),  // what was there before has been looked at before
      paths_(target_.addresses.size()),
      pause_(environment.network.loop),
      sensors_(beat_of(target_, "/sensors", pace.sensors)),
      power_(beat_of(target_, "/power", pace.power)),
      sel_(beat_of(target_, "/sel", pace.sel)),
      device_(beat_of(target_, "/device", pace.device)),
      inventory_(beat_of(target_, "/inventory", pace.inventory)),
      other_paths_(beat_of(target_, "/paths", pace.probe)),
      names_(beat_of(target_, "/names", pace.names)),
      budget_(pace.requests_per_second) {}

Task<void> HostPoller::run(Time first) {
    watch_.forget_paths(target_.addresses);
    co_await wait_until(first);
    while (!stopping_) {
        const bool up = co_await connect();
        if (up) co_await round();
        if (bmc_) {
            lost_in_a_row_ = 0;
            co_await rest();
        } else if (!up || ++lost_in_a_row_ > 1) {
            // A session that is lost once is opened anew at once; a BMC that loses each is not driven.
            co_await wait_for_return(std::max(block_.failures, lost_in_a_row_));
        }
    }
    co_await disconnect();
}

Task<bool> HostPoller::connect() {
    if (bmc_ && bmc_->session().alive()) co_return true;
    if (bmc_) co_await disconnect();
    bmc_ = std::make_unique<host::Bmc>(environment_, target_, Clock::now() + pace_.timeout);
    requests_counted_ = 0;
    retransmissions_counted_ = 0;
    const auto opened = co_await bmc_->open();
    if (opened) {
        paths_.opened(bmc_->address());
        note_paths();
        log_.forget();
        readings_due(Clock::now());
        co_return true;
    }
    bmc_.reset();
    if (!stopping_) publish_silence(opened.error());
    co_return false;
}

Task<void> HostPoller::round() {
    const auto begun = Clock::now();
    refresh_asked_ = false;
    const bool inventory = inventory_.due(begun);
    if (inventory) watts_.forget();
    const bool log_first = std::exchange(log_first_, false);
    if (log_first) co_await ask_log(begun);
    if (bmc_ && (sensors_.due(begun) || power_.due(begun))) co_await ask_readings(begun);
    if (bmc_ && !log_first) co_await ask_log(begun);
    if (bmc_ && (device_.due(begun) || inventory)) {
        co_await ask_part(Part::device, inventory ? pace_.inventory_timeout : pace_.timeout);
        device_.done(begun, Clock::now());
    }
    if (bmc_ && ((has_paths() && other_paths_.due(begun)) || (has_names() && names_.due(begun))))
        co_await look_at_paths();
    if (!inventory) co_return;
    if (bmc_) co_await ask_part(Part::fru, pace_.inventory_timeout);
    inventory_.done(begun, Clock::now());
    if (!bmc_ || block_.failure_of(Part::fru) || block_.failure_of(Part::device))
        inventory_.ask_at(Clock::now() + inventory_again);
}

Task<void> HostPoller::ask_log(Time begun) {
    if (!sel_.due(begun)) co_return;
    co_await ask_part(Part::sel, pace_.timeout);
    sel_.done(begun, Clock::now());
}

bool HostPoller::has_names() const {
    return std::any_of(target_.addresses.begin(), target_.addresses.end(), [](const std::string& address) {
        const auto parsed = transport::parse_address(address);
        return parsed && transport::numeric(*parsed).empty();
    });
}

Task<void> HostPoller::look_at_paths() {
    const auto begun = Clock::now();
    const auto in_use = bmc_->address();
    for (std::size_t i = 0; has_paths() && i < target_.addresses.size(); ++i) {
        if (i == in_use) continue;
        const bool pong = co_await answers_ping(i);
        if (stopping_) co_return;
        paths_.pinged(i, pong);
    }
    other_paths_.done(begun, Clock::now());
    note_paths();
    if (const auto better = paths_.better_than(in_use)) {
        const bool moved = co_await move_to(*better);
        if (!moved && !stopping_) paths_.refused(*better);
    } else if (names_.due(begun)) {
        const bool elsewhere = co_await has_moved();
        names_.done(begun, Clock::now());
        if (elsewhere && !stopping_) co_await move_to(in_use);
    }
}

void HostPoller::note_paths() {
    const auto& in_use = target_.addresses.at(bmc_->address());
    block_.path = has_paths() ? in_use : std::string();
    for (std::size_t i = 0; has_paths() && i < target_.addresses.size(); ++i)
        if (const auto lost = paths_.lost(i)) watch_.path(target_.addresses[i], *lost, in_use);
}

Task<bool> HostPoller::answers_ping(std::size_t address) {
    other_ = std::make_unique<host::Bmc>(environment_, target_, Clock::now() + pace_.probe_timeout);
    other_->use_only(address);
    const auto pong = co_await other_->ping();
    other_.reset();
    co_return pong.has_value();
}

Task<bool> HostPoller::has_moved() {
    boost::asio::steady_timer limit(environment_.network.loop);
    limit.expires_after(pace_.probe_timeout);
    const std::string address = target_.addresses.at(bmc_->address());
    const auto now = co_await session::resolve(environment_.network, address, limit);
    if (!now || !bmc_->session().alive()) co_return false;  // what cannot be looked up stays where it was
    co_return std::find(now->begin(), now->end(), bmc_->session().peer()) == now->end();
}

Task<bool> HostPoller::move_to(std::size_t address) {
    // Readings wait meanwhile: a way that answers slowly is no better one.
    other_ = std::make_unique<host::Bmc>(environment_, target_, Clock::now() + std::min(pace_.timeout, longest_move));
    other_->use_only(address);
    const auto opened = co_await other_->open();
    if (!opened) {
        other_.reset();
        co_return false;
    }
    std::swap(bmc_, other_);
    requests_counted_ = 0;
    retransmissions_counted_ = 0;
    log_.forget();
    paths_.opened(address);
    note_paths();
    other_->set_deadline(Clock::now() + std::chrono::seconds(1));
    co_await other_->close();
    other_.reset();
    co_return true;
}

Task<void> HostPoller::ask_readings(Time begun) {
    HostQuery query;
    query.sensors = sensors_.due(begun);
    if (power_.due(begun)) query.chassis = ChassisQuery{true};
    bmc_->set_deadline(Clock::now() + pace_.timeout);
    const auto report = co_await host::survey(*bmc_, query);
    if (stopping_) co_return;
    count_requests();
    if (query.sensors) sensors_.done(begun, Clock::now());
    if (query.chassis) power_.done(begun, Clock::now());
    const auto lost = lost_by(report);
    if (lost && (!bmc_->session().alive() || lost->code == Errc::timeout)) {
        co_await disconnect();
        publish_silence(*lost);
        co_return;
    }
    ++counters_.polls;
    note_readings(*report);
    publish_answers();
    if (query.sensors && watts_.worth_asking()) co_await ask_part(Part::dcmi_power, pace_.timeout);
}

Task<void> HostPoller::ask_part(Part part, Duration limit) {
    bmc_->set_deadline(Clock::now() + limit);
    bmc_->warnings.clear();
    const auto device_before = block_.device;
    const bool settings = inventory_.due(Clock::now());
    const SilenceWatch watch(environment_.network.loop, *bmc_, pace_.timeout);
    Result<void> outcome;
    switch (part) {
        case Part::sensors:
        case Part::chassis: break;
        case Part::sel: outcome = co_await log_.read(*bmc_, block_); break;
        case Part::dcmi_power: outcome = co_await watts_.read(*bmc_, block_); break;
        case Part::device: outcome = co_await read_device(*bmc_, block_, settings); break;
        case Part::fru: outcome = co_await read_fru(*bmc_, block_); break;
    }
    if (stopping_) co_return;
    count_requests();
    if (!outcome) ++counters_.parts_failed;
    block_.note_attempt(part, WallClock::now(), outcome ? std::nullopt : std::optional<Error>(outcome.error()));
    if (part == Part::device) note_inventory_cause(block_.power(), device_before.get());
    publish_answers();
    // Whether the host has fallen silent, the next login tells.
    if (watch.silent() || !bmc_->session().alive()) co_await disconnect();
}

void HostPoller::note_readings(const HostReport& report) {
    const auto now = WallClock::now();
    const auto power_before = block_.power();
    if (report.sensors && *report.sensors) {
        auto sensors = std::make_shared<Dated<SensorReport>>(Dated<SensorReport>{now, **report.sensors});
        sensors->value.statistics = bmc_->statistics();
        sensors->value.warnings = bmc_->warnings;
        block_.sensors = std::move(sensors);
        block_.table_key = bmc_->state().table_key;
        block_.stale = false;
    }
    if (report.chassis && *report.chassis)
        block_.chassis = std::make_shared<Dated<ChassisStatus>>(Dated<ChassisStatus>{now, **report.chassis});
    const auto note = [this, now](Part part, const auto& answer) {
        if (answer) block_.note_attempt(part, now, *answer ? std::nullopt : std::optional<Error>(answer->error()));
    };
    note(Part::sensors, report.sensors);
    note(Part::chassis, report.chassis);
    note_inventory_cause(power_before, block_.device.get());
    bmc_->warnings.clear();
}

/// Other firmware shows other things; parts that have no power of their own cannot be read before.
void HostPoller::note_inventory_cause(std::optional<PowerState> power_before,
                                      const Dated<DeviceReport>* device_before) {
    const bool on_now = power_before == PowerState::off && block_.power() == PowerState::on;
    const bool updated =
        device_before && block_.device && !same_firmware(device_before->value.id, block_.device->value.id);
    if (!on_now && !updated) return;
    inventory_.ask_at(Clock::now());
    watts_.forget();
}

void HostPoller::publish_answers() {
    if (block_.reach != Reach::answers) block_.since = WallClock::now();
    block_.reach = Reach::answers;
    block_.error.reset();
    block_.failures = 0;
    publish();
    if (watch_.wants_second_look()) sensors_.ask_at(Clock::now() + pace_.second_look);
}

void HostPoller::publish_silence(const Error& why) {
    if (block_.reach != Reach::silent) {
        block_.since = WallClock::now();
        sign_of_life_ = false;
    }
    block_.reach = Reach::silent;
    block_.stale = false;
    block_.error = why;
    ++block_.failures;
    ++counters_.polls_failed;
    publish();
}

void HostPoller::publish() {
    Observation seen;
    seen.now = WallClock::now();
    seen.clock = Clock::now();
    seen.failures = block_.failures;
    if (block_.error) seen.error = &*block_.error;
    if (block_.sensors != observed_.sensors) seen.sensors = &block_.sensors->value;
    if (block_.chassis != observed_.chassis) seen.chassis = &block_.chassis->value;
    if (block_.sel && (block_.sel != observed_.sel || watch_.wants_log())) seen.sel = &block_.sel->value;
    watch_.observe(seen);
    watch_.number(block_);
    block_.troubles = watch_.troubles();
    observed_ = block_;
    snapshot_.publish(place_, block_);
}

void HostPoller::count_requests() {
    const auto& counted = bmc_->session().conversation().counters();
    budget_.spend(counted.requests - requests_counted_, Clock::now());
    counters_.requests += counted.requests - requests_counted_;
    counters_.retransmissions += counted.retransmissions - retransmissions_counted_;
    requests_counted_ = counted.requests;
    retransmissions_counted_ = counted.retransmissions;
}

Time HostPoller::next_due() const {
    auto next = std::min({sensors_.next(), power_.next(), sel_.next(), device_.next(), inventory_.next()});
    if (has_paths()) next = std::min(next, other_paths_.next());
    return has_names() ? std::min(next, names_.next()) : next;
}

void HostPoller::readings_due(Time now) {
    for (auto* beat : {&sensors_, &power_, &sel_, &device_}) beat->ask_at(now);
}

Task<void> HostPoller::rest() {
    // A refresh makes the wait shorter.
    while (!stopping_) {
        const auto until = std::max(next_due(), budget_.free_at());
        if (until <= Clock::now()) co_return;
        co_await wait_until(until);
    }
}

Task<void> HostPoller::wait_for_return(unsigned failures) {
    std::array<std::uint8_t, 1> random{};
    environment_.network.random.fill(random);
    const auto again = Clock::now() + retry_after(pace_, failures, random[0]);
    while (!stopping_ && !refresh_asked_ && Clock::now() < again) {
        co_await wait_until(std::min(again, Clock::now() + pace_.probe));
        if (stopping_ || refresh_asked_ || Clock::now() >= again || !worth_probing(block_.error)) continue;
        const bool before = sign_of_life_;
        sign_of_life_ = co_await gives_sign_of_life();
        // One that answers pings and no login is tried at its own time.
        if (sign_of_life_ && !before) break;
    }
    refresh_asked_ = false;
}

Task<bool> HostPoller::gives_sign_of_life() {
    bmc_ = std::make_unique<host::Bmc>(environment_, target_, Clock::now() + pace_.probe_timeout);
    const auto pong = co_await bmc_->ping();
    bmc_.reset();
    co_return pong.has_value();
}

Task<void> HostPoller::disconnect() {
    if (!bmc_) co_return;
    bmc_->set_deadline(Clock::now() + std::chrono::seconds(1));
    co_await bmc_->close();
    bmc_.reset();
}

Task<void> HostPoller::wait_until(Time time) {
    if (stopping_) co_return;
    pause_.expires_at(time);
    constexpr auto token = boost::asio::as_tuple(boost::asio::use_awaitable);
    co_await pause_.async_wait(token);
}

void HostPoller::refresh() {
    refresh_asked_ = true;
    readings_due(Clock::now());
    inventory_.ask_at(Clock::now());
    pause_.cancel();
}

void HostPoller::look_at_power() {
    power_.ask_at(Clock::now());
    pause_.cancel();
}

void HostPoller::look_at_log() {
    const auto now = Clock::now();
    if (hinted_ > now) return;  // it will be looked at
    hinted_ = std::max(now, hinted_ + hints_apart);
    refresh_asked_ = refresh_asked_ || hinted_ == now;
    log_first_ = true;
    sel_.ask_at(hinted_);
    sensors_.ask_at(hinted_);
    pause_.cancel();
}

void HostPoller::stop() {
    stopping_ = true;
    pause_.cancel();
    for (auto* bmc : {bmc_.get(), other_.get()})
        if (bmc != nullptr) bmc->cancel({Errc::cancelled, "the engine ends", {}});
}

}  // namespace ipmi::engine
