#include "engine/host_poller.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "host/parts.hpp"

namespace ipmi::engine {
namespace {

/// The next time on the host's own beat that is still to come: a late round is left out, not made up for.
Time next_on_beat(Time due, Duration period, Time now) {
    due += period;
    if (due <= now) due += (now - due) / period * period + period;
    return due;
}

/// The error of a part that tells of the session, not of the question.
std::optional<Error> lost_by(const Result<HostReport>& answer) {
    if (!answer) return answer.error();
    const auto& report = *answer;
    if (report.sensors && !*report.sensors) return report.sensors->error();
    if (report.chassis && !*report.chassis) return report.chassis->error();
    return std::nullopt;
}

}  // namespace

HostPoller::HostPoller(host::Environment& environment, Target target, const Pace& pace, Snapshot& snapshot,
                       Snapshot::Place place, HostWatch& watch)
    : environment_(environment),
      target_(std::move(target)),
      pace_(pace),
      snapshot_(snapshot),
      place_(std::move(place)),
      watch_(watch),
      block_(*place_->load()),
      pause_(environment.network.loop) {}

Task<void> HostPoller::run() {
    co_await wait_until(Clock::now() + phase_of(target_.name, std::min(pace_.power, pace_.sensors)));
    sensors_due_ = power_due_ = Clock::now();  // the first round asks everything
    while (!stopping_) {
        const bool up = co_await connect();
        if (!up) {
            std::array<std::uint8_t, 1> random{};
            environment_.network.random.fill(random);
            co_await wait_until(Clock::now() + retry_after(pace_, block_.failures, random[0]));
            sensors_due_ = power_due_ = Clock::now();
            continue;
        }
        const auto now = Clock::now();
        const Questions due{sensors_due_ <= now, power_due_ <= now};
        co_await round(due);
        if (due.sensors) sensors_due_ = next_on_beat(sensors_due_, pace_.sensors, Clock::now());
        if (watch_.wants_second_look()) sensors_due_ = std::min(sensors_due_, Clock::now() + pace_.second_look);
        if (due.power) power_due_ = next_on_beat(power_due_, pace_.power, Clock::now());
        if (bmc_) co_await wait_until(std::min(sensors_due_, power_due_));
    }
    co_await disconnect();
}

Task<bool> HostPoller::connect() {
    if (bmc_ && bmc_->session().alive()) co_return true;
    if (bmc_) co_await disconnect();
    bmc_ = std::make_unique<host::Bmc>(environment_, target_, Clock::now() + pace_.timeout);
    const auto opened = co_await bmc_->open();
    if (opened) co_return true;
    bmc_.reset();
    if (!stopping_) publish_silence(opened.error());
    co_return false;
}

Task<void> HostPoller::round(Questions due) {
    HostQuery query;
    query.sensors = due.sensors;
    if (due.power) query.chassis = ChassisQuery{false};
    bmc_->set_deadline(Clock::now() + pace_.timeout);
    const auto report = co_await host::survey(*bmc_, query);
    if (stopping_) co_return;
    const auto lost = lost_by(report);
    if (lost && (!bmc_->session().alive() || lost->code == Errc::timeout)) {
        co_await disconnect();
        publish_silence(*lost);
        co_return;
    }
    publish_answers(*report);
}

void HostPoller::publish_answers(const HostReport& report) {
    const auto now = WallClock::now();
    if (block_.reach != Reach::answers) block_.since = now;
    block_.reach = Reach::answers;
    block_.error.reset();
    block_.failures = 0;
    if (report.sensors && *report.sensors) {
        auto sensors = std::make_shared<Dated<SensorReport>>(Dated<SensorReport>{now, **report.sensors});
        sensors->value.statistics = bmc_->statistics();
        sensors->value.warnings = bmc_->warnings;
        block_.sensors = std::move(sensors);
    }
    if (report.chassis && *report.chassis)
        block_.chassis = std::make_shared<Dated<ChassisStatus>>(Dated<ChassisStatus>{now, **report.chassis});
    bmc_->warnings.clear();
    Observation seen;
    if (report.sensors && *report.sensors) seen.sensors = &**report.sensors;
    if (report.chassis && *report.chassis) seen.chassis = &**report.chassis;
    if (report.sel && *report.sel) seen.sel = &**report.sel;
    publish(seen);
}

void HostPoller::publish_silence(const Error& why) {
    if (block_.reach != Reach::silent) block_.since = WallClock::now();
    block_.reach = Reach::silent;
    block_.error = why;
    ++block_.failures;
    Observation seen;
    seen.failures = block_.failures;
    seen.error = &why;
    publish(seen);
}

void HostPoller::publish(const Observation& seen) {
    auto round = seen;
    round.now = WallClock::now();
    round.clock = Clock::now();
    watch_.observe(round);
    block_.troubles = watch_.troubles();
    snapshot_.publish(place_, block_);
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

void HostPoller::stop() {
    stopping_ = true;
    pause_.cancel();
    if (bmc_) bmc_->cancel({Errc::cancelled, "the engine ends", {}});
}

}  // namespace ipmi::engine
