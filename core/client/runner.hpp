// Runs one piece of work on many BMCs at once, on one loop, a bounded number at a time.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <set>

#include "base/error.hpp"
#include "client/bmc.hpp"

namespace ipmi::client {

class Runner {
public:
    Runner(boost::asio::io_context& loop, Environment& environment) : loop_(loop), environment_(environment) {}

    /// `work` is a coroutine (Bmc&) -> Task<Result<T>> on an open session; `finish` puts warnings and statistics into a
    /// result.
    template <class T, class Work, class Finish>
    void run(std::span<const Target> targets, Limits limits, const OnResult<T>& on_result, Work work, Finish finish) {
        const auto logged_in = [&work](Bmc& bmc) { return guarded<T>(bmc, work); };
        run_without_login<T>(targets, limits, on_result, logged_in, finish);
    }

    /// The same without a login.
    template <class T, class Work, class Finish>
    void run_without_login(std::span<const Target> targets, Limits limits, const OnResult<T>& on_result, Work work,
                           Finish finish) {
        std::size_t next = 0;
        std::size_t running = 0;
        cancelled_.reset();
        loop_.restart();
        const auto one = [this, &targets, &on_result, &work, &finish, limits](std::size_t index) -> Task<void> {
            Bmc bmc(environment_, targets[index], Clock::now() + limits.timeout);
            active_.insert(&bmc);
            Result<T> result = co_await work(bmc);
            co_await bmc.close();
            active_.erase(&bmc);
            if (result) finish(*result, bmc);
            on_result(index, std::move(result));
        };
        std::function<void()> start_more = [this, &targets, &next, &running, &one, &start_more] {
            while (running < environment_.options.at_once && next < targets.size() && !cancelled_) {
                const auto index = next++;
                ++running;
                auto ended = [this, &running, &next, &targets, &start_more](std::exception_ptr failure) {
                    --running;
                    if (failure) std::rethrow_exception(failure);
                    start_more();
                    if (running == 0 && (next == targets.size() || cancelled_)) loop_.stop();
                };
                boost::asio::co_spawn(loop_, one(index), std::move(ended));
            }
        };
        start_more();
        if (running > 0) loop_.run();
        for (; next < targets.size(); ++next)
            on_result(next, std::unexpected(cancelled_.value_or(Error{Errc::cancelled, "not started", {}})));
    }

    void cancel(const Error& why) {
        cancelled_ = why;
        for (auto* bmc : active_) bmc->cancel(why);
    }

private:
    template <class T, class Work>
    static Task<Result<T>> guarded(Bmc& bmc, Work& work) {
        auto opened = co_await bmc.open();
        if (!opened) co_return std::unexpected(opened.error());
        co_return co_await work(bmc);
    }

    boost::asio::io_context& loop_;
    Environment& environment_;
    std::set<Bmc*> active_;
    std::optional<Error> cancelled_;
};

}  // namespace ipmi::client
