// The journal as server-sent events: from a number on, and as it goes on. HTML Living Standard, "Server-sent events".
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>

#include "api/stream.hpp"

namespace ipmi::api {

/// "id: 42\nevent: sensor\ndata: {…}\n\n" for each; what the journal no longer has is told first, as an event "gap"
/// with
/// {"from", "to"}.
class EventStream final : public Stream {
public:
    /// `journal`: its file. `after` empty: from now on. Of all hosts where `hosts` is empty.
    /// Ends when `allowed` says no more: its client comes again, and is asked anew what it may see.
    EventStream(
        std::string journal, std::optional<std::uint64_t> after, std::optional<std::set<std::string>> hosts,
        std::function<bool()> allowed = [] { return true; });
    Then next(std::string& chunk) override;
    [[nodiscard]] bool endless() const override { return true; }
    void keep_alive(std::string& chunk) override;

private:
    std::string journal_;
    std::optional<std::uint64_t> after_;
    std::optional<std::set<std::string>> hosts_;
    std::function<bool()> allowed_;
    bool begun_ = false;
};

}  // namespace ipmi::api
