#include "session/event.hpp"

#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

namespace ipmi::session {
namespace asio = boost::asio;

void Event::set() {
    if (set_) return;
    set_ = true;
    if (resume_) std::exchange(resume_, nullptr)();
}

Task<void> Event::wait() {
    if (set_) co_return;
    auto initiate = [this](auto handler) {
        resume_ = [handler = std::move(handler)]() mutable { asio::post(std::move(handler)); };
    };
    co_await asio::async_initiate<const asio::use_awaitable_t<>, void()>(std::move(initiate), asio::use_awaitable);
}

}  // namespace ipmi::session
