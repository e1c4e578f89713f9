// Runs one piece of work on many BMCs at once, on one loop, a bounded number at a time, and not faster than asked.
#pragma once

#include <ipmi/client.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <set>

#include "base/error.hpp"
#include "host/bmc.hpp"

namespace ipmi::client {

struct Pacing {
    std::size_t at_once = 1;
    Duration between_starts{};  ///< zero: as fast as `at_once` allows
};

class Runner {
public:
    Runner(boost::asio::io_context& loop, host::Environment& environment, Pacing pacing)
        : loop_(loop), environment_(environment), pacing_(pacing), next_turn_(loop) {}

    /// `work` is a coroutine (Bmc&) -> Task<Result<T>> on an open session; `finish` puts warnings and statistics into a
    /// result.
    template <class T, class Work, class Finish>
    void run(std::span<const Target> targets, Limits limits, const OnResult<T>& on_result, Work work, Finish finish) {
        const auto logged_in = [&work](host::Bmc& bmc) { return after_login<T>(bmc, work); };
        run_without_login<T>(targets, limits, on_result, logged_in, finish);
    }

    /// The same without a login.
    template <class T, class Work, class Finish>
    void run_without_login(std::span<const Target> targets, Limits limits, const OnResult<T>& on_result, Work work,
                           Finish finish) {
        const auto one = [this, &targets, &on_result, &work, &finish, limits](std::size_t index) {
            return on_one<T>(targets[index], Clock::now() + limits.timeout, work, finish, index, on_result);
        };
        const auto begun = for_each(targets.size(), one);
        for (std::size_t index = begun; index < targets.size(); ++index)
            on_result(index, std::unexpected(Error{Errc::cancelled, "not begun", {}}));
    }

    void cancel(const Error& why);

private:
    using One = std::function<Task<void>(std::size_t index)>;
    /// Returns when all have ended: how many were begun, fewer than `count` after a cancellation.
    std::size_t for_each(std::size_t count, const One& one);
    void start_more(std::size_t count, const One& one);
    void start_more_at_next_turn(std::size_t count, const One& one);
    void stop_when_done();

    template <class T, class Work, class Finish>
    Task<void> on_one(const Target& target, Time deadline, const Work& work, const Finish& finish, std::size_t index,
                      const OnResult<T>& on_result) {
        host::Bmc bmc(environment_, target, deadline);
        active_.insert(&bmc);
        Result<T> result = co_await work(bmc);
        co_await bmc.close();
        active_.erase(&bmc);
        if (result) finish(*result, bmc);
        on_result(index, std::move(result));
    }

    template <class T, class Work>
    static Task<Result<T>> after_login(host::Bmc& bmc, const Work& work) {
        auto opened = co_await bmc.open();
        if (!opened) co_return std::unexpected(opened.error());
        co_return co_await work(bmc);
    }

    boost::asio::io_context& loop_;
    host::Environment& environment_;
    Pacing pacing_;
    std::set<host::Bmc*> active_;
    std::optional<Error> cancelled_;
    std::size_t next_ = 0;
    std::size_t running_ = 0;
    boost::asio::steady_timer next_turn_;
    Time no_start_before_{};
    bool waits_for_turn_ = false;
};

}  // namespace ipmi::client
