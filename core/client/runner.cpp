#include "client/runner.hpp"

#include <boost/asio/co_spawn.hpp>

namespace ipmi::client {

std::size_t Runner::for_each(std::size_t count, const One& one) {
    next_ = 0;
    running_ = 0;
    cancelled_.reset();
    loop_.restart();
    start_more(count, one);
    if (running_ > 0) loop_.run();
    return next_;
}

void Runner::start_more(std::size_t count, const One& one) {
    while (running_ < at_once_ && next_ < count && !cancelled_) {
        ++running_;
        auto ended = [this, count, &one](std::exception_ptr failure) {
            --running_;
            if (failure) std::rethrow_exception(failure);
            start_more(count, one);
            if (running_ == 0) loop_.stop();
        };
        boost::asio::co_spawn(loop_, one(next_++), std::move(ended));
    }
}

void Runner::cancel(const Error& why) {
    cancelled_ = why;
    for (auto* bmc : active_) bmc->cancel(why);
}

}  // namespace ipmi::client
