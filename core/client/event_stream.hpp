// The engine's journal as it goes on. Connects by itself, again and again where the connection is lost, and goes on
// behind the last event it has given; what the journal no longer has is told as a gap.
#pragma once

#include <ipmi/event.hpp>
#include <ipmi/result.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <variant>

namespace ipmi::client {

/// There are no events of these numbers any more.
struct EventGap {
    std::uint64_t from = 0;
    std::uint64_t to = 0;
    bool lost = false;   ///< with a journal that was damaged; else they are no longer kept
    bool reset = false;  ///< they were of another journal; all events of this one follow, with smaller numbers
    bool operator==(const EventGap&) const = default;
};

struct EventStreamSettings {
    std::string socket{};
    std::string set{};                               ///< a host set; empty: all hosts
    std::optional<std::uint64_t> after{};            ///< empty: from now on
    std::chrono::milliseconds first_pause{200};      ///< before connecting again; doubled each time …
    std::chrono::milliseconds longest_pause{5'000};  ///< … up to this
    std::chrono::milliseconds sign_of_life{45'000};  ///< the engine says something every 15 s
};

class EventStream {
public:
    using Item = std::variant<Event, EventGap>;

    explicit EventStream(EventStreamSettings settings);
    ~EventStream();
    EventStream(const EventStream&) = delete;
    EventStream& operator=(const EventStream&) = delete;

    /// The next event or gap. Errors:
    ///   timeout      nothing happened in that time; ask again
    ///   unreachable  the connection is lost, told once for each loss; ask again, and it is tried anew
    ///   malformed    a message that makes no sense was left out, or the stream is none and begins anew; ask again
    ///   local        the engine refuses (no such host set, say): there is nothing to wait for
    Result<Item> next(std::chrono::milliseconds timeout);

    /// False while a lost connection has not come back.
    [[nodiscard]] bool connected() const;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace ipmi::client
