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

#include "transport/time_to_live.hpp"

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
    struct Question {
        transport::Address address;
        bool keep = false;
    };
    struct HowLongQuestion {
        transport::Address address;
        Endpoints endpoints;
    };
    std::deque<Question> waiting;
    std::deque<HowLongQuestion> how_long_waiting;
    unsigned threads = 0;
    unsigned asking_how_long = 0;      ///< of these
    asio::io_context* loop = nullptr;  ///< of both: none after the end
    NameLookups* lookups = nullptr;
    LookUp look_up;
    HowLong how_long;
};

NameLookups::NameLookups(asio::execution_context& loop, LookUp look_up, HowLong how_long)
    : service(loop), board_(std::make_shared<Board>()) {
    board_->look_up = std::move(look_up);
    board_->how_long = std::move(how_long);
    board_->lookups = this;
}

void NameLookups::shutdown() {
    const std::lock_guard lock(board_->mutex);
    board_->loop = nullptr;
    board_->lookups = nullptr;
    board_->waiting.clear();
    board_->how_long_waiting.clear();
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

std::optional<std::chrono::seconds> NameLookups::by_name_server(const transport::Address& address,
                                                                const Endpoints& endpoints) {
    return transport::time_to_live(address.host, endpoints);
}

// With the lock held, which is open while somebody is asked.
void NameLookups::work(const std::shared_ptr<Board>& board) {
    std::unique_lock lock(board->mutex);
    while (board->loop != nullptr) {
        if (!board->waiting.empty())
            look_up_next(*board, lock);
        else if (!board->how_long_waiting.empty() && board->asking_how_long < most_asking_how_long)
            ask_how_long_next(*board, lock);
        else
            break;
    }
    --board->threads;
}

void NameLookups::look_up_next(Board& board, std::unique_lock<std::mutex>& lock) {
    const auto [address, keep] = std::move(board.waiting.front());
    board.waiting.pop_front();
    lock.unlock();
    auto answer = board.look_up(address);
    lock.lock();
    if (board.loop == nullptr) return;
    if (keep && answer) board.how_long_waiting.push_back({address, *answer});
    const bool not_asked = keep && !answer;
    asio::post(*board.loop,
               [lookups = board.lookups, which = key_of(address), answer = std::move(answer), not_asked]() mutable {
                   if (not_asked) lookups->names_[which].how_long_waits = false;
                   lookups->take(which, std::move(answer));
               });
}

void NameLookups::ask_how_long_next(Board& board, std::unique_lock<std::mutex>& lock) {
    const auto [address, endpoints] = std::move(board.how_long_waiting.front());
    board.how_long_waiting.pop_front();
    ++board.asking_how_long;
    lock.unlock();
    const auto kept = board.how_long(address, endpoints);
    lock.lock();
    --board.asking_how_long;
    if (board.loop == nullptr) return;
    asio::post(*board.loop,
               [lookups = board.lookups, which = key_of(address), kept] { lookups->take_how_long(which, kept); });
}

void NameLookups::begin(asio::io_context& loop, const transport::Address& address, Name& name) {
    const std::lock_guard lock(board_->mutex);
    board_->loop = &loop;
    if (!name.asked) {
        name.asked = true;
        name.since = Clock::now();
        // One question for each name at most: a silent server answers fewer than come.
        const bool keep = name.keep && !name.how_long_waits && name.since >= name.how_long_from;
        name.how_long_waits = name.how_long_waits || keep;
        board_->waiting.push_back({address, keep});
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

void NameLookups::take_how_long(const std::string& which, std::optional<std::chrono::seconds> kept) {
    auto& name = names_[which];
    name.kept = kept;
    name.how_long_waits = false;
    if (!kept) name.how_long_from = Clock::now() + nobody_tells;
}

std::optional<std::chrono::seconds> NameLookups::may_be_kept(const transport::Address& address) const {
    const auto known = names_.find(key_of(address));
    return known == names_.end() ? std::nullopt : known->second.kept;
}

void NameLookups::will_be_kept(const transport::Address& address) {
    names_[key_of(address)].keep = true;
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
