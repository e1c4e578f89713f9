#include "store/journal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <set>

#include "base/error.hpp"
#include "store/rows.hpp"
#include "store/tables.hpp"

namespace ipmi::store {
namespace {

constexpr int rows_a_step = 5000;
constexpr std::string_view events_lost = "events_lost";  ///< a counter: the last number of the journal before this one
constexpr std::string_view pruned_at = "pruned_at";      ///< a counter: when that was done last by a believed clock

std::int64_t stamp(std::chrono::system_clock::time_point time) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

Result<std::vector<KeptIncident>> incidents_of(Statement& query) {
    std::vector<KeptIncident> incidents;
    for (;;) {
        const auto row = query.step();
        if (!row) return std::unexpected(row.error());
        if (!*row) return incidents;
        incidents.push_back(incident_of(query));
    }
}

}  // namespace

Result<Journal> Journal::open(const std::string& path) {
    auto database = Database::open(path, Database::Mode::write);
    if (!database) return std::unexpected(database.error());
    if (auto ready = prepare_tables(*database); !ready) return std::unexpected(ready.error());
    Journal journal(std::move(*database));
    if (auto ready = journal.prepare(); !ready) return std::unexpected(ready.error());
    return journal;
}

Result<void> Journal::prepare() {
    const auto ready = [this](Statement& statement, const std::string& sql) -> Result<void> {
        auto made = database_.prepare(sql);
        if (!made) return std::unexpected(made.error());
        statement = std::move(*made);
        return {};
    };
    auto done = ready(insert_event_, fmt::format("INSERT INTO event ({}) VALUES (?,?,?,?,?,?,?,?)", event_columns));
    if (done)
        done = ready(insert_incident_,
                     fmt::format("INSERT OR REPLACE INTO incident ({}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                                 incident_columns));
    if (done)
        done = ready(insert_audit_, fmt::format("INSERT INTO audit ({}) VALUES (?,?,?,?,?,?,?,?,?,?)", audit_columns));
    if (done) done = ready(insert_host_, "INSERT OR REPLACE INTO host (name, memory) VALUES (?,?)");
    if (done) done = ready(insert_block_, "INSERT OR REPLACE INTO block (host, body) VALUES (?,?)");
    if (!done) return done;
    auto indices = Indices::prepare(database_);
    if (!indices) return std::unexpected(indices.error());
    indices_ = std::move(*indices);
    return {};
}

Result<void> Journal::write(const Changes& changes) {
    auto transaction = Transaction::begin(database_);
    if (!transaction) return std::unexpected(transaction.error());
    for (const auto& event : changes.events) {
        bind_event(insert_event_.again(), event);
        if (auto done = insert_event_.run(); !done) return done;
    }
    for (const auto& incident : changes.incidents) {
        bind_incident(insert_incident_.again(), incident);
        if (auto done = insert_incident_.run(); !done) return done;
    }
    for (const auto& host : changes.hosts)
        if (auto done = insert_host_.again().bind(host.name).bind(host.memory).run(); !done) return done;
    for (const auto& block : changes.blocks)
        if (auto done = insert_block_.again().bind(block.host).bind(ByteView(block.body)).run(); !done) return done;
    if (changes.inventory)
        if (auto done = write(*changes.inventory); !done) return done;
    for (const auto& entry : changes.audit) {
        bind_audit(insert_audit_.again(), entry);
        if (auto done = insert_audit_.run(); !done) return done;
    }
    indices_.begin(database_);
    for (const auto& parts : changes.parts)
        if (auto done = indices_.write(parts); !done) return done;
    for (const auto& log : changes.logs)
        if (auto done = indices_.write(log); !done) return done;
    return transaction->commit();
}

/// Those that are known and not there any more are gone from now on; those that were gone already, since then.
Result<void> Journal::write(const KeptInventory& inventory) {
    const std::set<std::string_view> there(inventory.hosts.begin(), inventory.hosts.end());
    auto known = database_.prepare(
        "SELECT key, 0 FROM part WHERE host = 0 AND kind = 0 AND key NOT IN (SELECT host FROM gone) "
        "UNION SELECT name, 0 FROM host WHERE name NOT IN (SELECT host FROM gone) "
        "UNION SELECT host, 1 FROM gone");
    if (!known) return std::unexpected(known.error());
    std::vector<std::string> go;
    std::vector<std::string> come;
    for (;;) {
        const auto row = known->step();
        if (!row) return std::unexpected(row.error());
        if (!*row) break;
        const bool was_gone = known->number(1) != 0;
        if (there.contains(known->text(0)) == was_gone) (was_gone ? come : go).emplace_back(known->text(0));
    }
    const auto now = stamp(std::chrono::system_clock::now());
    for (const auto& [hosts, sql] : {std::pair(&go, "INSERT INTO gone (host, since) VALUES (?1, ?2)"),
                                     std::pair(&come, "DELETE FROM gone WHERE host = ?1 AND ?2 > 0")}) {
        auto change = database_.prepare(sql);
        if (!change) return std::unexpected(change.error());
        for (const auto& host : *hosts)
            if (auto done = change->again().bind(host).bind(now).run(); !done) return done;
    }
    return {};
}

/// One at a time: the events of one are looked for among millions. True: there may be another.
Result<bool> Journal::prune_host(std::int64_t gone_before) {
    std::string host;
    {
        auto query = database_.prepare("SELECT host FROM gone WHERE since < ? LIMIT 1");
        if (!query) return std::unexpected(query.error());
        const auto row = query->bind(gone_before).step();
        if (!row) return std::unexpected(row.error());
        if (!*row) return false;
        host = query->text(0);
    }
    auto transaction = Transaction::begin(database_);
    if (!transaction) return std::unexpected(transaction.error());
    indices_.begin(database_);
    if (auto done = indices_.forget(host); !done) return std::unexpected(done.error());
    for (const auto* sql :
         {"DELETE FROM event WHERE host = ?", "DELETE FROM incident WHERE host = ?", "DELETE FROM host WHERE name = ?",
          "DELETE FROM block WHERE host = ?", "DELETE FROM gone WHERE host = ?"}) {
        auto statement = database_.prepare(sql);
        if (!statement) return std::unexpected(statement.error());
        if (auto done = statement->bind(host).run(); !done) return std::unexpected(done.error());
    }
    if (auto done = transaction->commit(); !done) return std::unexpected(done.error());
    return true;
}

Result<std::vector<KeptIncident>> Journal::open_incidents() {
    auto query =
        database_.prepare(fmt::format("SELECT {} FROM incident WHERE cleared IS NULL ORDER BY id", incident_columns));
    if (!query) return std::unexpected(query.error());
    return incidents_of(*query);
}

Result<std::vector<KeptIncident>> Journal::cleared_incidents(std::chrono::system_clock::time_point since) {
    auto query = database_.prepare(
        fmt::format("SELECT {} FROM incident WHERE cleared >= ? ORDER BY cleared, id", incident_columns));
    if (!query) return std::unexpected(query.error());
    query->bind(stamp(since));
    return incidents_of(*query);
}

Result<std::map<std::string, std::string, std::less<>>> Journal::hosts() {
    auto query = database_.prepare("SELECT name, memory FROM host");
    if (!query) return std::unexpected(query.error());
    std::map<std::string, std::string, std::less<>> hosts;
    for (;;) {
        const auto row = query->step();
        if (!row) return std::unexpected(row.error());
        if (!*row) return hosts;
        hosts.emplace(query->text(0), query->text(1));
    }
}

Result<std::set<std::string>> Journal::inventory() {
    auto query = database_.prepare(
        "SELECT key FROM part WHERE host = 0 AND kind = 0 AND key NOT IN (SELECT host FROM gone) "
        "UNION SELECT name FROM host WHERE name NOT IN (SELECT host FROM gone)");
    if (!query) return std::unexpected(query.error());
    std::set<std::string> hosts;
    for (;;) {
        const auto row = query->step();
        if (!row) return std::unexpected(row.error());
        if (!*row) return hosts;
        hosts.emplace(query->text(0));
    }
}

Result<std::map<std::string, Bytes, std::less<>>> Journal::blocks() {
    auto query = database_.prepare("SELECT host, body FROM block");
    if (!query) return std::unexpected(query.error());
    std::map<std::string, Bytes, std::less<>> blocks;
    for (;;) {
        const auto row = query->step();
        if (!row) return std::unexpected(row.error());
        if (!*row) return blocks;
        std::string host(query->text(0));
        const auto body = as_bytes(query->text(1));
        blocks.emplace(std::move(host), Bytes(body.begin(), body.end()));
    }
}

Result<std::uint64_t> Journal::last_number(std::string_view table) {
    auto query = database_.prepare("SELECT seq FROM sqlite_sequence WHERE name = ?");
    if (!query) return std::unexpected(query.error());
    const auto row = query->bind(table).step();
    if (!row) return std::unexpected(row.error());
    return *row ? static_cast<std::uint64_t>(query->number(0)) : 0;
}

Result<std::uint64_t> Journal::last_sequence() {
    return last_number("event");
}

Result<std::uint64_t> Journal::last_incident() {
    return last_number("incident");
}

Result<std::uint64_t> Journal::last_audit() {
    return last_number("audit");
}

Result<std::vector<AuditEntry>> Journal::unfinished() {
    auto query = database_.prepare(
        fmt::format("SELECT {} FROM audit WHERE stage = ? AND NOT EXISTS (SELECT 1 FROM audit AS later WHERE "
                    "later.asked = audit.sequence AND later.asked <> 0) ORDER BY sequence",
                    audit_columns));
    if (!query) return std::unexpected(query.error());
    query->bind(static_cast<std::int64_t>(AuditStage::asked));
    std::vector<AuditEntry> entries;
    for (;;) {
        const auto row = query->step();
        if (!row) return std::unexpected(row.error());
        if (!*row) return entries;
        entries.push_back(audit_of(*query));
    }
}

Result<void> Journal::skip_numbers(std::uint64_t sequence, std::uint64_t incident, std::uint64_t audit) {
    auto transaction = Transaction::begin(database_);
    if (!transaction) return std::unexpected(transaction.error());
    const auto raise = [this](std::string_view table, std::uint64_t to) -> Result<void> {
        const auto known = last_number(table);
        if (!known) return std::unexpected(known.error());
        if (*known >= to) return {};
        for (const auto* sql : {"DELETE FROM sqlite_sequence WHERE name = ?1 AND ?2 > 0",
                                "INSERT INTO sqlite_sequence (name, seq) VALUES (?1, ?2)"}) {
            auto statement = database_.prepare(sql);
            if (!statement) return std::unexpected(statement.error());
            if (auto done = statement->bind(table).bind(static_cast<std::int64_t>(to)).run(); !done) return done;
        }
        return {};
    };
    if (auto done = raise("event", sequence); !done) return done;
    if (auto done = raise("incident", incident); !done) return done;
    if (auto done = raise("audit", audit); !done) return done;
    if (auto done = note(events_lost, static_cast<std::int64_t>(sequence)); !done) return done;
    return transaction->commit();
}

Result<void> Journal::skip_indices(std::int64_t index, std::int64_t log_sequence) {
    auto transaction = Transaction::begin(database_);
    if (!transaction) return std::unexpected(transaction.error());
    indices_.begin(database_);
    if (auto done = indices_.skip(index, log_sequence); !done) return done;
    return transaction->commit();
}

Result<std::optional<std::chrono::system_clock::time_point>> Journal::clock_believed() {
    auto query = database_.prepare(
        "SELECT coalesce((SELECT value FROM counter WHERE name = ?), "
        "(SELECT max(time) FROM (SELECT * FROM (SELECT time FROM event ORDER BY sequence DESC LIMIT 1) "
        "UNION ALL SELECT * FROM (SELECT time FROM audit ORDER BY sequence DESC LIMIT 1))))");
    if (!query) return std::unexpected(query.error());
    if (const auto row = query->bind(pruned_at).step(); !row) return std::unexpected(row.error());
    const auto when = query->number_or_none(0);
    if (!when) return std::nullopt;
    return std::chrono::system_clock::time_point(std::chrono::milliseconds(*when));
}

Result<void> Journal::note(std::string_view counter, std::int64_t value) {
    auto statement = database_.prepare("INSERT OR REPLACE INTO counter (name, value) VALUES (?,?)");
    if (!statement) return std::unexpected(statement.error());
    return statement->bind(counter).bind(value).run();
}

Result<bool> Journal::prune(const Retention& retention, std::optional<std::chrono::system_clock::time_point> now) {
    const auto last = last_sequence();
    if (!last) return std::unexpected(last.error());
    auto by_age = database_.prepare(
        "DELETE FROM event WHERE sequence IN (SELECT sequence FROM event WHERE sequence <= "
        "(SELECT max(sequence) FROM (SELECT sequence FROM event ORDER BY sequence LIMIT ?1)) "
        "AND (time < ?2 OR sequence <= ?3))");
    if (!by_age) return std::unexpected(by_age.error());
    // Among the oldest only. Where a clock was wrong for a while holes may stay there; streams tell them as gaps.
    const auto beyond = static_cast<std::int64_t>(*last) - retention.most_events;
    const auto before = now ? stamp(*now - retention.events) : std::numeric_limits<std::int64_t>::min();
    const auto events = by_age->bind(std::int64_t{rows_a_step}).bind(before).bind(beyond).run();
    if (!events) return std::unexpected(events.error());
    auto changed = database_.prepare("SELECT changes()");
    if (!changed) return std::unexpected(changed.error());
    if (const auto row = changed->step(); !row) return std::unexpected(row.error());
    const bool more = changed->number(0) >= rows_a_step;
    if (!now) return more;
    if (auto noted = note(pruned_at, stamp(*now)); !noted) return std::unexpected(noted.error());
    auto incidents = database_.prepare("DELETE FROM incident WHERE cleared IS NOT NULL AND cleared < ?");
    if (!incidents) return std::unexpected(incidents.error());
    if (auto done = incidents->bind(stamp(*now - retention.incidents)).run(); !done)
        return std::unexpected(done.error());
    auto audit = database_.prepare("DELETE FROM audit WHERE time < ?");
    if (!audit) return std::unexpected(audit.error());
    if (auto done = audit->bind(stamp(*now - retention.audit)).run(); !done) return std::unexpected(done.error());
    const auto another = prune_host(stamp(*now - retention.gone_hosts));
    if (!another) return another;
    return more || *another;
}

Result<JournalReader> JournalReader::open(const std::string& path) {
    auto database = Database::open(path, Database::Mode::read);
    if (!database) return std::unexpected(database.error());
    return JournalReader(std::move(*database));
}

Result<EventPage> JournalReader::events(std::uint64_t after, std::size_t limit, const std::set<std::string>* hosts,
                                        const std::function<bool(const Event&)>& wanted, std::size_t most_rows) {
    // Both reads see the same state of the journal.
    if (auto begun = database_.run("BEGIN"); !begun) return std::unexpected(begun.error());
    struct End {
        Database& database;
        ~End() { static_cast<void>(database.run("COMMIT")); }
    } end{database_};
    EventPage page;
    auto ends = database_.prepare(
        "SELECT (SELECT min(sequence) FROM event), (SELECT seq FROM sqlite_sequence WHERE name = 'event'), "
        "(SELECT value FROM counter WHERE name = ?)");
    if (!ends) return std::unexpected(ends.error());
    if (const auto row = ends->bind(events_lost).step(); !row) return std::unexpected(row.error());
    page.newest = static_cast<std::uint64_t>(ends->number(1));
    page.oldest = static_cast<std::uint64_t>(ends->number_or_none(0).value_or(ends->number(1) + 1));
    page.lost = static_cast<std::uint64_t>(ends->number(2));
    auto query =
        database_.prepare(fmt::format("SELECT {} FROM event WHERE sequence > ? ORDER BY sequence", event_columns));
    if (!query) return std::unexpected(query.error());
    page.reset = after > page.newest;
    if (page.reset) after = 0;
    page.reached = after;
    if (after == page.newest) return page;
    const auto look_at = [&page](std::uint64_t number) {
        if (page.reached < page.lost && number > page.reached + 1)
            page.holes.push_back({page.reached + 1, std::min(page.lost, number - 1), true});
        const auto others = std::max(page.reached, page.lost) + 1;
        if (number > others) page.holes.push_back({others, number - 1});
        page.reached = number;
    };
    query->bind(static_cast<std::int64_t>(after));
    for (std::size_t rows = 0; page.events.size() < limit && rows < most_rows; ++rows) {
        const auto row = query->step();
        if (!row) return std::unexpected(row.error());
        if (!*row) {
            look_at(page.newest + 1);  // those at the end may be gone as well
            page.reached = page.newest;
            return page;
        }
        look_at(static_cast<std::uint64_t>(query->number(0)));
        if (hosts != nullptr && !hosts->contains(std::string(query->text(2)))) continue;
        if (auto event = event_of(*query); wanted(event)) page.events.push_back(std::move(event));
    }
    page.more = page.reached < page.newest;
    return page;
}

Result<std::vector<Incident>> JournalReader::incidents(bool open_only, std::size_t limit, std::uint64_t before) {
    auto query = database_.prepare(fmt::format("SELECT {} FROM incident WHERE id < ? {} ORDER BY id DESC LIMIT ?",
                                               incident_columns, open_only ? "AND cleared IS NULL" : ""));
    if (!query) return std::unexpected(query.error());
    constexpr std::uint64_t largest_number = std::numeric_limits<std::int64_t>::max();
    query->bind(static_cast<std::int64_t>(std::min(before, largest_number)))
        .bind(static_cast<std::int64_t>(std::min<std::size_t>(limit, 1u << 30)));
    std::vector<Incident> incidents;
    for (;;) {
        const auto row = query->step();
        if (!row) return std::unexpected(row.error());
        if (!*row) return incidents;
        incidents.push_back(incident_of(*query).incident);
    }
}

Result<AuditPage> JournalReader::audit(std::uint64_t after, std::size_t limit,
                                       const std::function<bool(const AuditEntry&)>& wanted, std::size_t most_rows) {
    auto query =
        database_.prepare(fmt::format("SELECT {} FROM audit WHERE sequence > ? ORDER BY sequence", audit_columns));
    if (!query) return std::unexpected(query.error());
    constexpr std::uint64_t most = std::uint64_t{1} << 62;
    query->bind(static_cast<std::int64_t>(std::min(after, most)));
    AuditPage page;
    page.reached = after;
    for (std::size_t rows = 0;; ++rows) {
        const auto row = query->step();
        if (!row) return std::unexpected(row.error());
        page.more = *row;
        if (!*row || page.entries.size() >= limit || rows >= most_rows) return page;
        auto entry = audit_of(*query);
        page.reached = entry.sequence;
        if (wanted(entry)) page.entries.push_back(std::move(entry));
    }
}

Result<std::optional<Incident>> JournalReader::incident(std::uint64_t id) {
    auto query = database_.prepare(fmt::format("SELECT {} FROM incident WHERE id = ?", incident_columns));
    if (!query) return std::unexpected(query.error());
    const auto row = query->bind(static_cast<std::int64_t>(id)).step();
    if (!row) return std::unexpected(row.error());
    if (!*row) return std::optional<Incident>();
    return std::optional(incident_of(*query).incident);
}

}  // namespace ipmi::store
