// Looks names up on threads of its own, several at once: a name whose server is dead costs one thread for as long as
// that takes, and the other names nothing. Each loop has one (boost::asio::use_service); only the look-up itself
// happens outside of the loop. A thread that is stuck at the end is left behind: it touches what it shares with us
// only.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "session/task.hpp"
#include "transport/endpoint.hpp"

namespace ipmi::session {

class NameLookups final : public boost::asio::execution_context::service {
public:
    static inline boost::asio::execution_context::id id;

    using Endpoints = std::vector<transport::Endpoint>;
    /// May block, and is called in several threads at once. Errors: unreachable (there is no such name), timeout
    /// (nobody can tell now).
    using LookUp = std::function<Result<Endpoints>(const transport::Address&)>;
    static Result<Endpoints> by_system(const transport::Address& address);

    /// How long the answer may be kept; may block as well. Empty: nobody tells.
    using HowLong = std::function<std::optional<std::chrono::seconds>(const transport::Address&, const Endpoints&)>;
    static std::optional<std::chrono::seconds> by_name_server(const transport::Address& address,
                                                              const Endpoints& endpoints);

    static constexpr unsigned most_at_once = 8;
    static constexpr unsigned most_asking_how_long = 2;  ///< of these, and only while nobody waits for an address
    /// Names of /etc/hosts have no name server: where nobody tells, he is not asked again for so long.
    static constexpr auto nobody_tells = std::chrono::hours(1);
    /// So long an answer is waited for where a former one is known.
    static constexpr auto patience = std::chrono::seconds(1);

    explicit NameLookups(boost::asio::execution_context& loop, LookUp look_up = by_system,
                         HowLong how_long = by_name_server);

    struct Found {
        Endpoints endpoints{};
        std::string note{};  ///< where these are of a former look-up: why
    };
    /// In the loop. Who asks for a name that is being looked up waits for the same answer.
    /// Errors: as session::resolve().
    Task<Result<Found>> ask(boost::asio::io_context& loop, transport::Address address,
                            boost::asio::steady_timer& limit);
    /// From now on, each look-up of it is followed by the question how long the answer may be kept. Nobody waits for
    /// that.
    void will_be_kept(const transport::Address& address);
    /// From the last look-up on; empty: not known, or not yet.
    [[nodiscard]] std::optional<std::chrono::seconds> may_be_kept(const transport::Address& address) const;

private:
    struct Name {
        bool asked = false;
        bool keep = false;            ///< how long it may be kept is of interest
        bool how_long_waits = false;  ///< that is asked, or waits for its turn
        Time how_long_from{};         ///< not before: nobody could tell
        Time since{};                 ///< asked
        Result<Endpoints> last{};
        std::size_t answers = 0;
        Endpoints good{};
        std::optional<std::chrono::seconds> kept{};
        std::set<boost::asio::steady_timer*> waiting{};
    };
    struct Board;
    void shutdown() override;
    void begin(boost::asio::io_context& loop, const transport::Address& address, Name& name);
    static void work(const std::shared_ptr<Board>& board);
    static void look_up_next(Board& board, std::unique_lock<std::mutex>& lock);
    static void ask_how_long_next(Board& board, std::unique_lock<std::mutex>& lock);
    void take(const std::string& which, Result<Endpoints> answer);
    void take_how_long(const std::string& which, std::optional<std::chrono::seconds> kept);

    std::map<std::string, Name> names_;
    std::shared_ptr<Board> board_;
};

}  // namespace ipmi::session
