// The journal of the engine: events with a sequence that never goes back, incidents, and what was seen of each host
// last, in one SQLite file. One thread writes; any other opens a reader of its own.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <set>

#include "store/database.hpp"
#include "store/indices.hpp"
#include "store/kept.hpp"

namespace ipmi::store {

struct Retention {
    std::chrono::days events{90};          ///< older ones are dropped …
    std::int64_t most_events = 2'000'000;  ///< … and of more than these the oldest
    std::chrono::days incidents{400};      ///< since they were cleared
    std::chrono::days gone_hosts{30};      ///< all that is known of a host, since the inventory lost it
    std::chrono::days audit{366};          ///< however many they are
};

class Journal {
public:
    /// Errors: local (is_damaged() tells whether another file is needed; written by a newer program).
    static Result<Journal> open(const std::string& path);

    /// On the disk when it returns. Errors: local; nothing is written then.
    Result<void> write(const Changes& changes);
    /// Errors: local.
    Result<std::vector<KeptIncident>> open_incidents();
    /// Those that were cleared at `since` or later, the first to clear first. Errors: local.
    Result<std::vector<KeptIncident>> cleared_incidents(std::chrono::system_clock::time_point since);
    Result<std::map<std::string, std::string, std::less<>>> hosts();
    /// Those that were there when the inventory was written last. Errors: local.
    Result<std::set<std::string>> inventory();
    Result<std::map<std::string, Bytes, std::less<>>> blocks();
    /// The highest numbers ever given; 0: none.
    Result<std::uint64_t> last_sequence();
    Result<std::uint64_t> last_incident();
    Result<std::uint64_t> last_audit();
    /// What was asked, and of which nothing tells what became of it, oldest first.
    Result<std::vector<AuditEntry>> unfinished();
    /// Of another journal, which is lost: no number at or below these is given again, though no row tells of them, and
    /// readers are told why its events are not there.
    Result<void> skip_numbers(std::uint64_t sequence, std::uint64_t incident, std::uint64_t audit = 0);
    /// Likewise: indices and log sequences that it may have given are not given again.
    Result<void> skip_indices(std::int64_t index, std::int64_t log_sequence);
    /// When the clock was believed last: by prune(), or by a program that did not ask and wrote the newest of what is
    /// kept; empty: nothing is. Errors: local.
    Result<std::optional<std::chrono::system_clock::time_point>> clock_believed();
    /// Drops at most some thousand rows, so that writing goes on; true: there is more to drop. Without a `now` that can
    /// be believed nothing is dropped for its age.
    Result<bool> prune(const Retention& retention, std::optional<std::chrono::system_clock::time_point> now);

private:
    explicit Journal(Database database) : database_(std::move(database)) {}
    Result<void> prepare();
    Result<void> write(const KeptInventory& inventory);
    Result<void> note(std::string_view counter, std::int64_t value);
    Result<bool> prune_host(std::int64_t gone_before);
    Result<std::uint64_t> last_number(std::string_view table);

    Database database_;
    Statement insert_event_;
    Statement insert_incident_;
    Statement insert_host_;
    Statement insert_block_;
    Statement insert_audit_;
    Indices indices_;
};

/// Numbers of which there are no events, whatever the host: dropped by age, of a host that is gone, given up because
/// too many waited, or lost.
struct EventHole {
    std::uint64_t from = 0;
    std::uint64_t to = 0;
    bool lost = false;  ///< with a journal that was damaged
    bool operator==(const EventHole&) const = default;
};

struct EventPage {
    std::vector<Event> events{};
    std::vector<EventHole> holes{};  ///< in the part that was looked at
    std::uint64_t oldest = 1;        ///< the first that is kept; newest + 1: none is
    std::uint64_t lost = 0;          ///< all up to this one were lost with a journal that was damaged; 0: none
    std::uint64_t newest = 0;        ///< the highest number ever given
    std::uint64_t reached = 0;       ///< all up to this one was looked at
    bool more = false;               ///< there are others behind it
    bool reset = false;              ///< `after` is of another journal than this one, which begins from its oldest
};

struct AuditPage {
    std::vector<AuditEntry> entries{};
    std::uint64_t reached = 0;  ///< all up to this one was looked at
    bool more = false;          ///< there are others behind it
};

class JournalReader {
public:
    /// The journal is there already. Errors: local.
    static Result<JournalReader> open(const std::string& path);

    /// Those after `after`, oldest first, at most `limit`; of these hosts where `hosts` is given, and of theirs those
    /// that `wanted` takes. Where `after` was never given, from the oldest on. Looks at no more than `most_rows`, so
    /// that those of one host among millions can be sought in several steps.
    Result<EventPage> events(
        std::uint64_t after, std::size_t limit, const std::set<std::string>* hosts = nullptr,
        const std::function<bool(const Event&)>& wanted = [](const Event&) { return true; },
        std::size_t most_rows = ~std::size_t{0});
    /// Newest first, at most `limit`; those with a smaller number than `before`.
    Result<std::vector<Incident>> incidents(bool open_only, std::size_t limit,
                                            std::uint64_t before = ~std::uint64_t{0});
    /// Those after `after`, oldest first, at most `limit`, of these that `wanted` takes. Looks at no more than
    /// `most_rows`, as above.
    Result<AuditPage> audit(
        std::uint64_t after, std::size_t limit,
        const std::function<bool(const AuditEntry&)>& wanted = [](const AuditEntry&) { return true; },
        std::size_t most_rows = ~std::size_t{0});
    /// Empty: there is none.
    Result<std::optional<Incident>> incident(std::uint64_t id);

private:
    explicit JournalReader(Database database) : database_(std::move(database)) {}
    Database database_;
};

}  // namespace ipmi::store
