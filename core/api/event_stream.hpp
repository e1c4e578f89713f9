// The journal as server-sent events: from a number on, and as it goes on. HTML Living Standard, "Server-sent events".
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "api/event_audience.hpp"
#include "api/stream.hpp"

namespace ipmi::api {

/// "id: 42\nevent: sensor\ndata: {…}\n\n" for each; what the journal no longer has is told first, as an event "gap"
/// with
/// {"from", "to"}.
class EventStream final : public Stream {
public:
    /// `journal`: its file. `after` empty: from now on.
    /// Ends when its audience should ask anew: its client comes again, and goes on behind what it has.
    EventStream(std::string journal, std::optional<std::uint64_t> after, EventAudience audience);
    Then next(std::string& chunk) override;
    [[nodiscard]] bool endless() const override { return true; }
    void keep_alive(std::string& chunk) override;

private:
    std::string journal_;
    std::optional<std::uint64_t> after_;
    EventAudience audience_;
    bool begun_ = false;
};

}  // namespace ipmi::api
