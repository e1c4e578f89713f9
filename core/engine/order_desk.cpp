#include "engine/order_desk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/error.hpp"
#include "base/order_hold.hpp"
#include "engine/audit.hpp"
#include "model/power_control.hpp"
#include "schema/values.hpp"

namespace ipmi::engine {
namespace {

constexpr auto disk_patience = std::chrono::seconds(5);
constexpr auto look_at_disk = std::chrono::milliseconds(2);
constexpr auto login_and_goodbye = std::chrono::seconds(30);
constexpr auto look_for_a_place = std::chrono::milliseconds(50);

Duration limit_of(const Order& order) {
    const auto* power = std::get_if<PowerRequest>(&order.what);
    return login_and_goodbye + (power != nullptr ? Duration(power->wait) : Duration::zero());
}

std::string held_text(const AuditEntry& by) {
    return fmt::format("{}: {} of {}{}, since {} ({})", an_order_holds_it, by.action, by.who,
                       by.on_behalf_of.empty() ? "" : " for " + by.on_behalf_of, schema::time_text(by.time), by.from);
}

}  // namespace

OrderDesk::OrderDesk(host::Environment& environment, Recorder& recorder,
                     std::function<void(const std::string&)> looked_at)
    : environment_(environment), recorder_(recorder), looked_at_(std::move(looked_at)) {
    environment_.keep_alive = Duration::zero();
    // Somebody who waits for it has asked; after a login that failed the same account waits all the same.
}

std::string OrderDesk::holder(const std::string& host) const {
    const std::lock_guard lock(mutex_);
    const auto found = held_.find(host);
    return found == held_.end() ? std::string() : held_text(found->second);
}

void OrderDesk::release(const std::string& host) {
    const std::lock_guard lock(mutex_);
    held_.erase(host);
}

std::shared_ptr<OrderRun> OrderDesk::give(std::vector<Order> orders, OrderPace pace) {
    auto run = std::make_shared<OrderRun>(orders.size());
    run->on_give_up = [this, given = std::weak_ptr<OrderRun>(run)] {
        boost::asio::post(environment_.network.loop, [this, given] {
            if (const auto running = given.lock()) end_waiting(*running);
        });
    };
    std::vector<Order> taken;
    {
        const std::lock_guard lock(mutex_);
        for (auto& order : orders) {
            order.by.time = WallClock::now();
            const auto [held, free] = held_.try_emplace(order.target.name, order.by);
            if (free)
                taken.push_back(std::move(order));
            else
                run->put({order.target.name, fail(Errc::busy, held_text(held->second))});
        }
    }
    store::Changes changes;
    for (auto& order : taken) {
        order.by.stage = AuditStage::asked;
        audit(changes, order.by);
    }
    // The disk may be slower than our patience, and than the desk lives: nothing else is told of it.
    const auto on_disk = std::make_shared<std::atomic<bool>>(false);
    auto number = recorder_.write(std::move(changes), [on_disk] { *on_disk = true; }) - taken.size();
    for (auto& order : taken) order.by.sequence = ++number;
    auto work = [this, run, taken = std::move(taken), pace, on_disk]() mutable {
        spawn(begin(std::move(run), std::move(taken), pace, on_disk));
    };
    boost::asio::post(environment_.network.loop, std::move(work));
    return run;
}

Task<void> OrderDesk::begin(std::shared_ptr<OrderRun> run, std::vector<Order> orders, OrderPace pace, OnDisk on_disk) {
    const auto until = Clock::now() + disk_patience;
    while (!*on_disk && !stopping_ && Clock::now() < until) co_await pause(look_at_disk);
    if (!*on_disk) {
        refuse(*run, orders);
        co_return;
    }
    run->start(OrderRun::Start::begun);
    if (on_result) on_result();
    co_await go_through(std::move(run), std::move(orders), pace);
}

void OrderDesk::refuse(OrderRun& run, const std::vector<Order>& orders) {
    store::Changes undone;
    for (const auto& order : orders)
        audit(undone, result_of(order.by, AuditStage::failed, "nothing was sent: the audit could not be written"));
    recorder_.write(std::move(undone));
    for (const auto& order : orders) release(order.target.name);
    run.start(OrderRun::Start::refused);
    if (on_result) on_result();
}

void OrderDesk::spawn(Task<void> work) {
    ++running_;
    auto at_end = [this](std::exception_ptr failure) {
        if (failure) std::rethrow_exception(failure);
        if (--running_ == 0 && stopping_ && on_idle) on_idle();
    };
    boost::asio::co_spawn(environment_.network.loop, std::move(work), std::move(at_end));
}

Task<void> OrderDesk::pause(Duration duration) {
    boost::asio::steady_timer timer(environment_.network.loop, duration);
    pauses_.insert(&timer);
    constexpr auto token = boost::asio::as_tuple(boost::asio::use_awaitable);
    if (!stopping_) co_await timer.async_wait(token);
    pauses_.erase(&timer);
}

Task<void> OrderDesk::go_through(std::shared_ptr<OrderRun> run, std::vector<Order> orders, OrderPace pace) {
    const auto at_once = std::make_shared<std::size_t>(0);
    auto next_start = Clock::now();
    for (auto& order : orders) {
        while (!stopping_ && !run->given_up() && (*at_once >= pace.at_once || Clock::now() < next_start))
            co_await pause(*at_once >= pace.at_once ? look_for_a_place : next_start - Clock::now());
        if (stopping_ || run->given_up()) {
            auto why = fail(Errc::cancelled, "not reached, nothing was sent");
            finish(*run, order, std::move(why));
            continue;
        }
        next_start = Clock::now() + pace.between_starts;
        ++*at_once;
        auto one = [](OrderDesk& desk, std::shared_ptr<OrderRun> its_run, Order its_order,
                      std::shared_ptr<std::size_t> count) -> Task<void> {
            co_await desk.carry_out(std::move(its_run), std::move(its_order));
            --*count;
        };
        spawn(one(*this, run, std::move(order), at_once));
    }
}

Task<void> OrderDesk::carry_out(std::shared_ptr<OrderRun> run, Order order) {
    auto answer = co_await ask_bmc(*run, order);
    finish(*run, order, std::move(answer));
}

void OrderDesk::finish(OrderRun& run, const Order& order, Result<OrderAnswer> answer) {
    store::Changes changes;
    audit(changes, result_of(order.by, stage_of(answer), text_of(answer)));
    const auto host = order.target.name;
    recorder_.write(std::move(changes));
    release(host);
    run.put({host, std::move(answer)});
    if (looked_at_) looked_at_(host);
    if (on_result) on_result();
}

Task<Result<OrderAnswer>> OrderDesk::ask_bmc(const OrderRun& run, const Order& order) {
    const auto end = Clock::now() + limit_of(order);
    host::Bmc bmc(environment_, order.target, end);
    const auto* power = std::get_if<PowerRequest>(&order.what);
    // The lamp is soon over, and may be asked twice: cancelled would not say that nothing was sent.
    talking_.emplace(&bmc, power != nullptr ? &run : nullptr);
    const auto opened = co_await bmc.open();
    Result<OrderAnswer> answer;
    if (!opened) {
        answer = std::unexpected(opened.error());
    } else if (power != nullptr) {
        const auto request = *power;
        auto result = co_await model::control_power(bmc.session(), request);
        if (result)
            answer = std::move(*result);
        else
            answer = std::unexpected(result.error());
    } else {
        const auto request = std::get<IdentifyRequest>(order.what);
        const auto result = co_await model::identify(bmc.session(), request);
        if (result)
            answer = *result;
        else
            answer = std::unexpected(result.error());
    }
    co_await bmc.close();
    talking_.erase(&bmc);
    co_return answer;
}

/// A host is held no longer than somebody waits to hear of it: the next order may be the one that helps.
void OrderDesk::end_waiting(const OrderRun& run) {
    for (auto* timer : pauses_) timer->cancel();  // each looks again why it waits
    for (const auto& [bmc, its_run] : talking_)
        if (its_run == &run) bmc->cancel({Errc::cancelled, "whoever asked has gone, nothing was sent", {}});
}

void OrderDesk::stop() {
    stopping_ = true;
    for (auto* timer : pauses_) timer->cancel();
    for (const auto& [bmc, run] : talking_) bmc->cancel({Errc::cancelled, "the engine ends", {}});
}

}  // namespace ipmi::engine
