#include "client/runner.hpp"

#include <boost/asio/co_spawn.hpp>

namespace ipmi::client {

std::size_t Runner::for_each(std::size_t count, const One& one) {
    next_ = 0;
    running_ = 0;
    no_start_before_ = {};
    cancelled_.reset();
    loop_.restart();
    start_more(count, one);
    if (running_ > 0) loop_.run();
    return next_;
}

void Runner::start_more(std::size_t count, const One& one) {
    while (running_ < pacing_.at_once && next_ < count && !cancelled_) {
        const auto now = Clock::now();
        if (now < no_start_before_) return start_more_at_next_turn(count, one);
        no_start_before_ = now + pacing_.between_starts;
        ++running_;
        auto ended = [this, count, &one](std::exception_ptr failure) {
            --running_;
            if (failure) std::rethrow_exception(failure);
            start_more(count, one);
            stop_when_done();
        };
        boost::asio::co_spawn(loop_, one(next_++), std::move(ended));
    }
}

void Runner::start_more_at_next_turn(std::size_t count, const One& one) {
    if (waits_for_turn_) return;
    waits_for_turn_ = true;
    next_turn_.expires_at(no_start_before_);
    next_turn_.async_wait([this, count, &one](const boost::system::error_code&) {
        waits_for_turn_ = false;
        start_more(count, one);
        stop_when_done();
    });
}

void Runner::stop_when_done() {
    if (running_ == 0 && !waits_for_turn_) loop_.stop();
}

void Runner::cancel(const Error& why) {
    cancelled_ = why;
    next_turn_.cancel();
    for (auto* bmc : active_) bmc->cancel(why);
}

}  // namespace ipmi::client
