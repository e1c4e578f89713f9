#include "engine/host_poller.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "engine/device_poll.hpp"
#include "engine/silence_watch.hpp"
#include "host/parts.hpp"

namespace ipmi::engine {
namespace {

/// Who sends a hint need not be honest: however many come, they cost a BMC no more than one look in this time.
constexpr auto hints_apart = std::chrono::seconds(1);

/// A BMC that has been asked all it should bear is yet looked at where somebody says that something has happened, but
/// only once in this time.
constexpr auto urgent_apart = std::chrono::seconds(5);

/// Where the inventory could not be read, it is tried before its day is over.
constexpr auto inventory_again = std::chrono::hours(1);

/// What an engine before this one has read of parts and settings holds for its day: a start over ten thousand hosts
/// would ask a third more for things that seldom change.
Beat inventory_beat(const std::string& host, const HostBlock& known, Duration period) {
    auto beat = beat_of(host, "/inventory", period);
    if (!known.fru) return beat;
    const auto age = WallClock::now() - std::min(known.fru->time, known.settings_read);
    beat.came(std::chrono::duration_cast<Duration>(age), Clock::now());
    return beat;
}

/// The error of a part that tells of the session, not of the question.
std::optional<Error> lost_by(const Result<HostReport>& answer) {
    if (!answer) return answer.error();
    const auto& report = *answer;
    if (report.sensors && !*report.sensors) return report.sensors->error();
    if (report.chassis && !*report.chassis) return report.chassis->error();
    return std::nullopt;
}

/// Grows with each sign of life while this is asked: a reply, and, where all that is asked is one command that may never
/// be answered, a login by which its session was opened anew.
std::uint64_t heard_of(host::Bmc& bmc, const HostQuery& query) {
    const auto& conversation = bmc.session().conversation();
    return conversation.counters().replies + (query.sensors ? 0 : conversation.sessions_opened());
}

/// A BMC that said no, or is busy, is not looked for: it will say so again.
bool worth_probing(const std::optional<Error>& error) {
    return error && (error->code == Errc::timeout || error->code == Errc::unreachable);
}

}  // namespace

HostPoller::HostPoller(host::Environment& environment, Target target, const Pace& pace, Snapshot& snapshot,
                       Snapshot::Place place, HostWatch& watch, Counters& counters)
    : network_(environment.network),
      target_(std::move(target)),
      pace_(pace),
      snapshot_(snapshot),
      place_(std::move(place)),
      watch_(watch),
      counters_(counters),
      block_(*place_->load()),
      observed_(block_),  // what was there before has been looked at before
      link_(environment, target_, pace_, watch, counters),
      pause_(environment.network.loop),
      sensors_(beat_of(target_.name, "/sensors", pace.sensors)),
      power_(beat_of(target_.name, "/power", pace.power)),
      sel_(beat_of(target_.name, "/sel", pace.sel)),
      device_(beat_of(target_.name, "/device", pace.device)),
      inventory_(inventory_beat(target_.name, block_, pace.inventory)),
      budget_(pace.requests_per_second) {}

Task<void> HostPoller::run(Time first) {
    watch_.forget_paths(target_.addresses);
    co_await wait_until(first);
    while (!stopping_) {
        const bool up = co_await connect();
        if (up) co_await round();
        if (link_.is_open()) {
            lost_in_a_row_ = 0;
            co_await rest();
        } else if (!up || ++lost_in_a_row_ > 1) {
            // A session that is lost once is opened anew at once; a BMC that loses each is not driven.
            co_await wait_for_return(std::max(block_.failures, lost_in_a_row_));
        }
    }
    co_await link_.disconnect();
}

Task<bool> HostPoller::connect() {
    if (link_.alive()) co_return true;
    co_await link_.disconnect();
    const auto opened = co_await link_.connect();
    if (opened) {
        block_.path = link_.path();
        block_.peer = link_.peer();
        log_.forget();
        ask_what_answers();
        co_return true;
    }
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
    if (link_.is_open() && (sensors_.due(begun) || power_.due(begun))) co_await ask_readings(begun);
    if (link_.is_open() && !log_first) co_await ask_log(begun);
    if (link_.is_open() && (device_.due(begun) || inventory)) {
        co_await ask_part(Part::device, inventory ? pace_.inventory_timeout : pace_.timeout);
        device_.done(begun, Clock::now());
    }
    if (link_.is_open() && link_.paths_due(begun)) {
        const bool moved = co_await link_.look_at_paths();
        if (moved) log_.forget();
        block_.path = link_.path();
        if (link_.is_open()) block_.peer = link_.peer();
    }
    if (!inventory) co_return;
    if (link_.is_open()) co_await ask_part(Part::fru, pace_.inventory_timeout);
    inventory_.done(begun, Clock::now());
    if (!link_.is_open() || block_.failure_of(Part::fru) || block_.failure_of(Part::device))
        inventory_.ask_at(Clock::now() + inventory_again);
}

Task<void> HostPoller::ask_log(Time begun) {
    if (!sel_.due(begun)) co_return;
    co_await ask_part(Part::sel, pace_.timeout);
    sel_.done(begun, Clock::now());
}

Task<void> HostPoller::ask_readings(Time begun) {
    HostQuery query;
    query.sensors = sensors_.due(begun);
    if (power_.due(begun)) query.chassis = ChassisQuery{true};
    link_.bmc().set_deadline(Clock::now() + pace_.timeout);
    const auto heard = heard_of(link_.bmc(), query);
    const auto report = co_await host::survey(link_.bmc(), query);
    if (stopping_) co_return;
    link_.count_requests(budget_);
    if (query.sensors) sensors_.done(begun, Clock::now());
    if (query.chassis) power_.done(begun, Clock::now());
    const auto lost = lost_by(report);
    const bool in_vain = lost && (!link_.alive() || lost->code == Errc::timeout);
    // One command that is never answered is no silence while others are.
    if (in_vain && heard_of(link_.bmc(), query) == heard) {
        co_await link_.disconnect();
        publish_silence(*lost);
        co_return;
    }
    ++(in_vain ? counters_.parts_failed : counters_.polls);
    note_readings(*report);
    publish_answers();
    if (in_vain) {
        // The sensors have had all the time that there was.
        if (query.sensors && query.chassis && block_.failure_of(Part::sensors)) power_.ask_at(Clock::now());
        if (!link_.alive()) co_await link_.disconnect();
        co_return;
    }
    if (query.sensors && watts_.worth_asking()) co_await ask_part(Part::dcmi_power, pace_.timeout);
}

Task<void> HostPoller::ask_part(Part part, Duration limit) {
    link_.bmc().set_deadline(Clock::now() + limit);
    link_.bmc().warnings.clear();
    const auto device_before = block_.device;
    const bool settings = inventory_.due(Clock::now());
    const bool once = part == Part::fru || (part == Part::device && settings) || (part == Part::sel && !log_.met());
    const SilenceWatch watch(network_.loop, link_.bmc(), pace_.timeout);
    Result<void> outcome;
    switch (part) {
        case Part::sensors:
        case Part::chassis: break;
        case Part::sel:
            outcome = co_await log_.read(link_.bmc(), block_);
            if (block_.sel != observed_.sel) {
                const bool power_first = watch_.wants_power(block_.sel->value.unpack());
                if (power_first) co_await ask_power();
            }
            break;
        case Part::dcmi_power: outcome = co_await watts_.read(link_.bmc(), block_); break;
        case Part::device: outcome = co_await read_device(link_.bmc(), block_, settings); break;
        case Part::fru: outcome = co_await read_fru(link_.bmc(), block_); break;
    }
    if (stopping_) co_return;
    link_.count_requests(budget_, once ? HostLink::Charge::once : HostLink::Charge::in_turn);
    if (!outcome) ++counters_.parts_failed;
    note_attempt(part, outcome ? std::nullopt : std::optional<Error>(outcome.error()));
    if (part == Part::device) note_inventory_cause(block_.power(), device_before.get());
    publish_answers();
    // Whether the host has fallen silent, the next login tells.
    if (watch.silent() || !link_.alive()) co_await link_.disconnect();
}

Task<void> HostPoller::ask_power() {
    HostQuery query;
    query.chassis = ChassisQuery{true};
    const auto report = co_await host::survey(link_.bmc(), query);
    if (report && !stopping_) note_readings(*report);
}

void HostPoller::note_readings(const HostReport& report) {
    const auto now = WallClock::now();
    const auto power_before = block_.power();
    if (report.sensors && *report.sensors) {
        auto sensors = std::make_shared<Dated<SensorReport>>(Dated<SensorReport>{now, **report.sensors});
        sensors->value.statistics = link_.bmc().statistics();
        sensors->value.warnings = link_.bmc().warnings;
        block_.sensors = std::move(sensors);
        block_.table_key = link_.bmc().state().table_key;
        block_.stale = false;
    }
    if (report.chassis && *report.chassis)
        block_.chassis = std::make_shared<Dated<ChassisStatus>>(Dated<ChassisStatus>{now, **report.chassis});
    const auto note = [this](Part part, const auto& answer) {
        if (answer) note_attempt(part, *answer ? std::nullopt : std::optional<Error>(answer->error()));
    };
    note(Part::sensors, report.sensors);
    note(Part::chassis, report.chassis);
    note_inventory_cause(power_before, block_.device.get());
    link_.bmc().warnings.clear();
}

void HostPoller::note_attempt(Part part, const std::optional<Error>& why) {
    block_.note_attempt(part, WallClock::now(), why);
    attempts_.push_back({part, why});
}

/// Other firmware shows other things, another machine in the old one's place has other parts; parts that have no power
/// of their own cannot be read before.
void HostPoller::note_inventory_cause(std::optional<PowerState> power_before,
                                      const Dated<DeviceReport>* device_before) {
    const bool on_now = power_before == PowerState::off && block_.power() == PowerState::on;
    const bool changed = device_before && block_.device && !same_device(device_before->value, block_.device->value);
    if (!on_now && !changed) return;
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
    SelReport log;
    if (block_.sel && (block_.sel != observed_.sel || watch_.wants_log())) {
        log = block_.sel->value.unpack();
        seen.sel = &log;
    }
    seen.attempts = std::exchange(attempts_, {});
    watch_.observe(seen);
    watch_.number(block_);
    block_.troubles = watch_.troubles();
    observed_ = block_;
    snapshot_.publish(place_, block_);
}

Time HostPoller::next_due() const {
    return std::min(
        {sensors_.next(), power_.next(), sel_.next(), device_.next(), inventory_.next(), link_.next_look()});
}

void HostPoller::readings_due(Time now) {
    for (auto* beat : {&sensors_, &power_, &sel_, &device_}) beat->ask_at(now);
}

/// What was not answered is asked again in its own time: it may have cost the session before this one, and would cost
/// each.
void HostPoller::ask_what_answers() {
    const auto now = Clock::now();
    if (!block_.failure_of(Part::sensors)) sensors_.ask_at(now);
    if (!block_.failure_of(Part::chassis)) power_.ask_at(now);
    if (!block_.failure_of(Part::sel)) sel_.ask_at(now);
    if (!block_.failure_of(Part::device)) device_.ask_at(now);
}

Task<void> HostPoller::rest() {
    // A refresh makes the wait shorter.
    while (!stopping_) {
        auto free = budget_.free_at();
        if (urgent_) free = std::min(free, std::max(*urgent_, next_urgent_));
        const auto until = std::max(next_due(), free);
        const auto now = Clock::now();
        if (until <= now) {
            if (budget_.free_at() > now) next_urgent_ = now + urgent_apart;
            if (urgent_ && *urgent_ <= now) urgent_.reset();
            co_return;
        }
        co_await wait_until(until);
    }
}

Task<void> HostPoller::wait_for_return(unsigned failures) {
    std::array<std::uint8_t, 1> random{};
    network_.random.fill(random);
    const auto again = Clock::now() + retry_after(pace_, failures, random[0]);
    while (!stopping_ && !refresh_asked_ && Clock::now() < again) {
        co_await wait_until(std::min(again, Clock::now() + pace_.probe));
        if (stopping_ || refresh_asked_ || Clock::now() >= again || !worth_probing(block_.error)) continue;
        const bool before = sign_of_life_;
        sign_of_life_ = co_await link_.gives_sign_of_life();
        // One that answers pings and no login is tried at its own time.
        if (sign_of_life_ && !before) break;
    }
    refresh_asked_ = false;
}

Task<void> HostPoller::wait_until(Time time) {
    if (stopping_) co_return;
    pause_.expires_at(time);
    constexpr auto token = boost::asio::as_tuple(boost::asio::use_awaitable);
    co_await pause_.async_wait(token);
}

void HostPoller::refresh() {
    refresh_asked_ = true;
    urgent_ = Clock::now();
    readings_due(Clock::now());
    inventory_.ask_at(Clock::now());
    pause_.cancel();
}

void HostPoller::look_at_power() {
    urgent_ = Clock::now();
    power_.ask_at(Clock::now());
    pause_.cancel();
}

void HostPoller::look_at_log() {
    const auto now = Clock::now();
    if (hinted_ > now) return;  // it will be looked at
    hinted_ = std::max(now, hinted_ + hints_apart);
    refresh_asked_ = refresh_asked_ || hinted_ == now;
    log_first_ = true;
    urgent_ = hinted_;
    sel_.ask_at(hinted_);
    sensors_.ask_at(hinted_);
    pause_.cancel();
}

void HostPoller::show_troubles() {
    block_.troubles = watch_.troubles();
    snapshot_.publish(place_, block_);
}

void HostPoller::change_pace(const Pace& pace) {
    pace_ = pace;
    const auto go_on = [this](Beat& beat, const char* part, Duration period) {
        beat.go_on_as(beat_of(target_.name, part, period));
    };
    go_on(sensors_, "/sensors", pace.sensors);
    go_on(power_, "/power", pace.power);
    go_on(sel_, "/sel", pace.sel);
    go_on(device_, "/device", pace.device);
    go_on(inventory_, "/inventory", pace.inventory);
    budget_.change(pace.requests_per_second, Clock::now());
    // What waits for the first question or for a silent host goes on waiting: thousands may be changed at once.
    if (link_.is_open()) pause_.cancel();
}

void HostPoller::stop() {
    stopping_ = true;
    pause_.cancel();
    link_.stop();
}

}  // namespace ipmi::engine
