// Carries out orders: power and the identify lamp, each in a control session of its own that ends with it, one at a
// time for each host. What is asked for is in the audit, on the disk, before anything is sent; what became of it is
// there afterwards. Nothing is ever sent twice.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>

#include "engine/order_run.hpp"
#include "engine/recorder.hpp"
#include "host/bmc.hpp"

namespace ipmi::engine {

class OrderDesk {
public:
    /// What is referred to outlives it. `looked_at` is called in the loop with each host to which something was done.
    OrderDesk(host::Environment& environment, Recorder& recorder, std::function<void(const std::string&)> looked_at);

    /// From any thread. The run has begun, or is refused, when it is known whether the audit could be written. Of the
    /// hosts that have an order already it has a result at once: busy.
    std::shared_ptr<OrderRun> give(std::vector<Order> orders, OrderPace pace);
    /// Of a host that has an order already: whose, which, since when, in one line; empty: it has none.
    [[nodiscard]] std::string holder(const std::string& host) const;

    /// Called in the loop when a run has begun, was refused, or has something to take. Before the first order.
    std::function<void()> on_result;

    /// In the loop: what runs is interrupted, what has not begun does not begin.
    void stop();
    /// In the loop: nothing is being done.
    [[nodiscard]] bool idle() const { return running_ == 0; }
    /// In the loop, after stop(): called when the last has ended.
    std::function<void()> on_idle;

private:
    using OnDisk = std::shared_ptr<std::atomic<bool>>;
    Task<void> begin(std::shared_ptr<OrderRun> run, std::vector<Order> orders, OrderPace pace, OnDisk on_disk);
    void refuse(OrderRun& run, const std::vector<Order>& orders);
    Task<void> go_through(std::shared_ptr<OrderRun> run, std::vector<Order> orders, OrderPace pace);
    Task<void> carry_out(std::shared_ptr<OrderRun> run, Order order);
    Task<Result<OrderAnswer>> ask_bmc(const OrderRun& run, const Order& order);
    void end_waiting(const OrderRun& run);
    void finish(OrderRun& run, const Order& order, Result<OrderAnswer> answer);
    Task<void> pause(Duration duration);
    void release(const std::string& host);
    void spawn(Task<void> work);

    host::Environment environment_;
    Recorder& recorder_;
    std::function<void(const std::string&)> looked_at_;
    mutable std::mutex mutex_;
    std::map<std::string, AuditEntry, std::less<>> held_;  ///< by which order
    // The loop's own.
    std::map<host::Bmc*, const OrderRun*> talking_;
    std::set<boost::asio::steady_timer*> pauses_;
    std::size_t running_ = 0;
    bool stopping_ = false;
};

}  // namespace ipmi::engine
