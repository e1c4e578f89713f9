#include "session/name_lookups.hpp"

#include <fmt/format.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <deque>
#include <mutex>
#include <system_error>
#include <thread>

namespace ipmi::session {
namespace asio = boost::asio;
namespace {

std::string key_of(const transport::Address& address) {
    return fmt::format("{} {}", address.host, address.port);
}

}  // namespace

/// What the loop and the threads share.
struct NameLookups::Board {
    std::mutex mutex;
    std::deque<transport::Address> waiting;
    unsigned threads = 0;
    asio::io_context* loop = nullptr;  ///< of both: none after the end
    NameLookups* lookups = nullptr;
    LookUp look_up;
};

NameLookups::NameLookups(asio::execution_context& loop, LookUp look_up)
    : service(loop), board_(std::make_shared<Board>()) {
    board_->look_up = std::move(look_up);
    board_->lookups = this;
}

void NameLookups::shutdown() {
    const std::lock_guard lock(board_->mutex);
    board_->loop = nullptr;
    board_->lookups = nullptr;
    board_->waiting.clear();
}

Result<NameLookups::Endpoints> NameLookups::by_system(const transport::Address& address) {
    asio::io_context none;
    asio::ip::udp::resolver resolver(none);
    boost::system::error_code error;
    const auto results = resolver.resolve(address.host, std::to_string(address.port), error);
    if (error) {
        const bool later = error == asio::error::host_not_found_try_again;
        return fail(later ? Errc::timeout : Errc::unreachable,
                    fmt::format("name look-up of '{}' failed: {}", address.host, error.message()));
    }
    Endpoints endpoints;
    for (const auto& entry : results) endpoints.push_back(transport::endpoint_of(entry.endpoint().data()));
    if (endpoints.empty()) return fail(Errc::unreachable, fmt::format("'{}' has no address", address.host));
    return endpoints;
}

void NameLookups::work(const std::shared_ptr<Board>& board) {
    std::unique_lock lock(board->mutex);
    while (!board->waiting.empty()) {
        const auto address = std::move(board->waiting.front());
        board->waiting.pop_front();
        lock.unlock();
        auto answer = board->look_up(address);
        lock.lock();
        if (board->loop == nullptr) break;
        asio::post(*board->loop, [lookups = board->lookups, which = key_of(address),
                                  answer = std::move(answer)]() mutable { lookups->take(which, std::move(answer)); });
    }
    --board->threads;
}

void NameLookups::begin(asio::io_context& loop, const transport::Address& address, Name& name) {
    const std::lock_guard lock(board_->mutex);
    board_->loop = &loop;
    if (!name.asked) {
        name.asked = true;
        name.since = Clock::now();
        board_->waiting.push_back(address);
    }
    if (board_->waiting.empty() || board_->threads >= most_at_once) return;
    try {
        std::thread([board = board_] { work(board); }).detach();
        ++board_->threads;
    } catch (const std::system_error&) {  // no thread to be had: it waits for one, and whoever asks next tries again
    }
}

void NameLookups::take(const std::string& which, Result<Endpoints> answer) {
    auto& name = names_[which];
    name.asked = false;
    ++name.answers;
    if (answer) name.good = *answer;
    name.last = std::move(answer);
    for (auto* told : name.waiting) told->cancel();
}

Task<Result<NameLookups::Found>> NameLookups::ask(asio::io_context& loop, transport::Address address,
                                                  asio::steady_timer& limit) {
    using asio::experimental::awaitable_operators::operator||;
    constexpr auto token = asio::as_tuple(asio::use_awaitable);
    auto& name = names_[key_of(address)];  // stays where it is: names are never forgotten
    begin(loop, address, name);
    const auto before = name.answers;
    asio::steady_timer told(loop, name.good.empty() ? Time::max() : name.since + patience);
    name.waiting.insert(&told);
    auto hear = told.async_wait(token);
    auto expire = limit.async_wait(token);
    co_await (std::move(hear) || std::move(expire));
    name.waiting.erase(&told);
    Found found;
    const bool answered = name.answers != before;
    if (answered && name.last) {
        found.endpoints = *name.last;
        co_return found;
    }
    // A name that is no more is not asked at its old address: somebody else may have that by now.
    if (answered && name.last.error().code != Errc::timeout) co_return std::unexpected(name.last.error());
    const auto why =
        answered ? name.last.error().context : fmt::format("name look-up of '{}': no answer", address.host);
    if (name.good.empty()) co_return fail(answered ? Errc::unreachable : Errc::timeout, why);
    found.endpoints = name.good;
    found.note = why + ", the address known from before was used";
    co_return found;
}

}  // namespace ipmi::session
