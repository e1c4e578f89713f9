// The journal as server-sent events: from a number on, and as it goes on. HTML Living Standard, "Server-sent events".
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "api/event_audience.hpp"
#include "api/journal_watch.hpp"
#include "api/stream.hpp"

namespace ipmi::api {

/// So many events of all hosts are looked at in one go in search of those that are wanted: some milliseconds.
inline constexpr std::size_t rows_a_look = 5000;

/// "id: 42\nevent: sensor\ndata: {…}\n\n" for each; where the journal has none of some numbers, an event "gap" with
/// {"from", "to", "reason"} stands in their place: "lost" with a journal that was damaged, or "dropped". "reset": the
/// client has heard these of another journal; all that this one has follow, with smaller numbers.
class EventStream final : public Stream {
public:
    /// `after` empty: from now on.
    /// Ends when its audience should ask anew: its client comes again, and goes on behind what it has.
    EventStream(std::shared_ptr<JournalWatch> journal, std::optional<std::uint64_t> after, EventAudience audience);
    Then next(std::string& chunk) override;
    [[nodiscard]] bool endless() const override { return true; }
    void keep_alive(std::string& chunk) override;

private:
    std::shared_ptr<JournalWatch> journal_;  ///< of all streams
    std::optional<std::uint64_t> after_;
    EventAudience audience_;
    bool begun_ = false;
};

}  // namespace ipmi::api
