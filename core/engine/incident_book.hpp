// Which troubles are open: each once, whoever has seen it. A trouble is raised by the first that sees it and clears
// when the last that saw it sees it no more.
#pragma once

#include <ipmi/event.hpp>

#include <deque>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "store/kept.hpp"

namespace ipmi::engine {

/// Somebody sees a trouble. The first word of `source` is what people read ("sel 01.09" is the log).
struct Sighting {
    std::string host{};
    std::string key{};
    std::string source{};
    Severity severity = Severity::unknown;
    std::string text{};
    /// Of a log's record: so long after a trouble has cleared it may still come in.
    Duration late = std::chrono::seconds(90);
};

/// What there is to say of one host.
struct OpenTroubles {
    unsigned count = 0;
    unsigned acknowledged = 0;
    Severity worst = Severity::ok;
};

class IncidentBook {
public:
    /// Of a trouble that has cleared the log may tell so much later, at the most.
    static constexpr Duration longest_late = std::chrono::hours(2);

    /// `open`: as the journal kept them; `last`: the highest id ever given; `closed`: those of late, the first to clear
    /// first.
    IncidentBook(const std::vector<store::KeptIncident>& open, std::uint64_t last,
                 const std::vector<store::KeptIncident>& closed = {});

    /// The incident's id. What happened is added to `changes`. A log's record that comes late, of a trouble that has
    /// cleared a short time ago and of which the log had not told, belongs to that one and opens nothing.
    std::uint64_t raise(const Sighting& sighting, WallTime now, store::Changes& changes);
    /// The source sees it no more. The incident's id, 0 where there was none.
    std::uint64_t end(std::string_view host, std::string_view key, std::string_view source, WallTime now,
                      store::Changes& changes);
    /// Nobody sees it any more, says `source`, who knows best. `quiet`: what was new of it less than so long ago stays.
    void end_all(std::string_view host, std::string_view key, std::string_view source, WallTime now,
                 store::Changes& changes, Duration quiet = {});

    /// All of a host that nobody asks any more.
    void end_host(std::string_view host, const std::string& by, WallTime now, store::Changes& changes);

    /// Those that have open ones.
    [[nodiscard]] std::set<std::string> hosts() const;
    /// Sources of this host that see something, by incident key.
    [[nodiscard]] std::multimap<std::string, std::string> seen_by(std::string_view host,
                                                                  std::string_view first_word) const;
    [[nodiscard]] OpenTroubles of_host(std::string_view host) const;

    /// Errors: local (no such open incident).
    Result<Incident> acknowledge(std::uint64_t id, IncidentAcknowledgement by, store::Changes& changes);
    /// What others than the log see as well would come back, or stay red without a word: it clears by itself.
    /// Errors: local (no such open incident), unsupported (it is still seen).
    Result<Incident> clear(std::uint64_t id, const std::string& who, const std::string& note, WallTime now,
                           store::Changes& changes);
    /// Acknowledgements that were given for a time end with it.
    void expire(WallTime now, store::Changes& changes);

private:
    struct Open {
        Incident incident{};
        std::map<std::string, Severity, std::less<>> active{};    ///< who sees it, and how bad
        std::map<std::string, std::string, std::less<>> texts{};  ///< what each of them calls it
    };
    struct Closed {
        Incident incident{};
        std::string memory{};
    };
    using Key = std::pair<std::string, std::string>;
    using Book = std::map<Key, Open, std::less<>>;

    static store::KeptIncident kept(const Open& open);
    static Severity severity_of(const Open& open);
    static const std::string* text_of(const Open& open, Severity severity);
    void judge(Open& open, WallTime now, store::Changes& changes);
    void forget_closed(WallTime now);
    void close(Book::iterator at, std::string by, WallTime now, store::Changes& changes);
    Book::iterator find(std::uint64_t id);

    Book book_;
    std::deque<Closed> closed_;  ///< of late, oldest first
    std::uint64_t last_;
};

}  // namespace ipmi::engine
