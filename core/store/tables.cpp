#include "store/tables.hpp"

#include <fmt/format.h>

#include <array>

#include "base/error.hpp"
#include "store/on_disk.hpp"

namespace ipmi::store {
namespace {

/// Step n makes form n+1 of form n. Steps are never changed once a program with them has been given away.
/// AUTOINCREMENT: a number is never given twice, though its row has been dropped. Times are milliseconds since 1970.
constexpr std::array steps{
    R"(
CREATE TABLE event (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    time INTEGER NOT NULL,
    host TEXT NOT NULL,
    kind INTEGER NOT NULL,
    severity INTEGER NOT NULL,
    text TEXT NOT NULL,
    sensor TEXT NOT NULL,
    incident INTEGER NOT NULL
);
CREATE TABLE incident (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    host TEXT NOT NULL,
    key TEXT NOT NULL,
    severity INTEGER NOT NULL,
    text TEXT NOT NULL,
    sources TEXT NOT NULL,
    raised INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    cleared INTEGER,
    cleared_by TEXT NOT NULL,
    ack_who TEXT NOT NULL,
    ack_note TEXT NOT NULL,
    ack_when INTEGER,
    ack_until INTEGER,
    memory TEXT NOT NULL
);
CREATE INDEX incident_open ON incident (id) WHERE cleared IS NULL;
CREATE TABLE host (
    name TEXT PRIMARY KEY,
    memory TEXT NOT NULL
) WITHOUT ROWID;
)",
    // Numbers of parts are indices of SNMP: at most 2^31-1. Of a host's own row `host` is 0 and `key` its name.
    R"(
CREATE TABLE part (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    host INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    key TEXT NOT NULL,
    label TEXT NOT NULL,
    parent INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    generation INTEGER NOT NULL
);
CREATE UNIQUE INDEX part_key ON part (host, kind, key);
CREATE INDEX part_generation ON part (generation);
CREATE TABLE part_list (
    host INTEGER NOT NULL,
    source INTEGER NOT NULL,
    fingerprint INTEGER NOT NULL,
    PRIMARY KEY (host, source)
) WITHOUT ROWID;
CREATE TABLE log (
    host INTEGER PRIMARY KEY,
    newest INTEGER NOT NULL,
    generation INTEGER NOT NULL
);
CREATE INDEX log_generation ON log (generation);
CREATE TABLE log_record (
    host INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    raw BLOB NOT NULL,
    PRIMARY KEY (host, sequence)
) WITHOUT ROWID;
CREATE TABLE counter (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE block (
    host TEXT PRIMARY KEY,
    body BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE gone (
    host TEXT PRIMARY KEY,
    since INTEGER NOT NULL
) WITHOUT ROWID;
)",
    // Entries are added, and dropped when they are old; nobody changes one.
    R"(
CREATE TABLE audit (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    time INTEGER NOT NULL,
    who TEXT NOT NULL,
    on_behalf_of TEXT NOT NULL,
    origin TEXT NOT NULL,
    host TEXT NOT NULL,
    action TEXT NOT NULL,
    stage INTEGER NOT NULL,
    result TEXT NOT NULL,
    asked INTEGER NOT NULL
);
CREATE INDEX audit_result ON audit (asked) WHERE asked <> 0;
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'an audit is not changed'); END;
)",
};
constexpr std::int64_t newest = steps.size();

Result<std::int64_t> form_of(Database& database) {
    auto query = database.prepare("PRAGMA user_version");
    if (!query) return std::unexpected(query.error());
    if (const auto row = query->step(); !row) return std::unexpected(row.error());
    return query->number(0);
}

Result<void> back_up(Database& database) {
    const auto beside = fmt::format("{}-before-{}", database.path(), newest);
    auto copy = database.prepare("VACUUM INTO ?");
    if (!copy) return std::unexpected(copy.error());
    auto done = copy->bind(beside).run();
    // SQLite leaves it to the system when this one comes to the disk.
    if (done) done = sync_file(beside);
    if (done) done = sync_folder_of(beside);
    if (!done) return std::unexpected(within(fmt::format("back-up to {}", beside), done.error()));
    return done;
}

}  // namespace

Result<void> prepare_tables(Database& database) {
    const auto known = form_of(database);
    if (!known) return std::unexpected(known.error());
    if (*known == newest) return {};
    if (*known > newest || *known < 0)
        return fail(Errc::local, fmt::format("{} was written by a newer program (form {}, this one knows {}); use that "
                                             "program, or another --state folder",
                                             database.path(), *known, newest));
    if (*known > 0)
        if (auto copied = back_up(database); !copied) return copied;
    auto transaction = Transaction::begin(database);
    if (!transaction) return std::unexpected(transaction.error());
    for (auto form = *known; form < newest; ++form)
        if (auto made = database.run(steps[static_cast<std::size_t>(form)]); !made) return made;
    if (auto named = database.run(fmt::format("PRAGMA user_version = {}", newest).c_str()); !named) return named;
    return transaction->commit();
}

}  // namespace ipmi::store
