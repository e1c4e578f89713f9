#include "store/indices.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"

namespace ipmi::store {
namespace {

/// A BMC that describes ever other sensors must not use up everybody's numbers.
constexpr std::size_t most_parts_of_a_host = 8192;
constexpr std::string_view generations = "generation";
constexpr std::string_view log_floor = "log";

std::int64_t now_number() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

}  // namespace

const char* to_string(Part::Kind kind) {
    switch (kind) {
        case Part::Kind::host: return "host";
        case Part::Kind::entity: return "entity";
        case Part::Kind::fru: return "fru";
        case Part::Kind::sensor: return "sensor";
    }
    return "sensor";
}

Result<Indices> Indices::prepare(Database& database) {
    Indices indices;
    const std::pair<Statement*, std::string_view> all[] = {
        {&indices.find_host_, "SELECT number FROM part WHERE host = 0 AND kind = 0 AND key = ?"},
        {&indices.insert_,
         "INSERT INTO part (host, kind, key, label, parent, first_seen, generation) VALUES (?,?,?,?,?,?,?) RETURNING "
         "number"},
        {&indices.relabel_, "UPDATE part SET label = ?, parent = ?, generation = ? WHERE number = ?"},
        {&indices.parts_of_host_, "SELECT number, kind, key, label, parent FROM part WHERE host = ?"},
        {&indices.list_seen_, "SELECT fingerprint FROM part_list WHERE host = ? AND source = ?"},
        {&indices.note_list_, "INSERT OR REPLACE INTO part_list (host, source, fingerprint) VALUES (?,?,?)"},
        {&indices.newest_record_, "SELECT newest FROM log WHERE host = ?"},
        {&indices.records_, "SELECT sequence, raw FROM log_record WHERE host = ? ORDER BY sequence"},
        {&indices.insert_record_, "INSERT INTO log_record (host, sequence, raw) VALUES (?,?,?)"},
        {&indices.delete_record_, "DELETE FROM log_record WHERE host = ? AND sequence = ?"},
        {&indices.note_log_, "INSERT OR REPLACE INTO log (host, newest, generation) VALUES (?,?,?)"},
    };
    for (const auto& [statement, sql] : all) {
        auto made = database.prepare(sql);
        if (!made) return std::unexpected(made.error());
        *statement = std::move(*made);
    }
    return indices;
}

Result<std::int64_t> Indices::counter(std::string_view name) {
    auto query = database_->prepare("SELECT value FROM counter WHERE name = ?");
    if (!query) return std::unexpected(query.error());
    const auto row = query->bind(name).step();
    if (!row) return std::unexpected(row.error());
    return *row ? query->number(0) : 0;
}

Result<void> Indices::set_counter(std::string_view name, std::int64_t value) {
    auto change = database_->prepare("INSERT OR REPLACE INTO counter (name, value) VALUES (?,?)");
    if (!change) return std::unexpected(change.error());
    return change->bind(name).bind(value).run();
}

Result<std::int64_t> Indices::generation() {
    if (generation_ != 0) return generation_;
    const auto last = counter(generations);
    if (!last) return last;
    if (auto noted = set_counter(generations, *last + 1); !noted) return std::unexpected(noted.error());
    return generation_ = *last + 1;
}

Result<std::int64_t> Indices::insert(std::int64_t host, const Part& part, std::int64_t parent) {
    const auto generation = this->generation();
    if (!generation) return generation;
    insert_.again()
        .bind(host)
        .bind(static_cast<std::int64_t>(part.kind))
        .bind(part.key)
        .bind(part.label)
        .bind(parent)
        .bind(now_number())
        .bind(*generation);
    const auto row = insert_.step();
    if (!row) return std::unexpected(row.error());
    const auto number = insert_.number(0);
    insert_.again();
    if (number > highest_index) return fail(Errc::local, "all indices are given: SNMP has no number beyond 2^31-1");
    return number;
}

Result<std::int64_t> Indices::number_of(const std::string& host) {
    const auto row = find_host_.again().bind(host).step();
    if (!row) return std::unexpected(row.error());
    const auto number = *row ? find_host_.number(0) : 0;
    find_host_.again();
    if (number != 0) return number;
    return insert(0, {Part::Kind::host, host, host, {}}, 0);
}

Result<Indices::KnownParts> Indices::known_parts(std::int64_t host) {
    KnownParts known;
    parts_of_host_.again().bind(host);
    for (;;) {
        const auto row = parts_of_host_.step();
        if (!row) return std::unexpected(row.error());
        if (!*row) break;
        known[{static_cast<Part::Kind>(parts_of_host_.number(1)), std::string(parts_of_host_.text(2))}] = {
            parts_of_host_.number(0), std::string(parts_of_host_.text(3)), parts_of_host_.number(4)};
    }
    parts_of_host_.again();
    return known;
}

Result<void> Indices::write_part(std::int64_t host, const Part& part, bool rename, KnownParts& known) {
    const auto entity = known.find({Part::Kind::entity, part.parent});
    const auto parent = part.parent.empty() || entity == known.end() ? host : entity->second.number;
    const auto at = known.find({part.kind, part.key});
    if (at == known.end()) {
        if (known.size() >= most_parts_of_a_host) return {};
        const auto number = insert(host, part, parent);
        if (!number) return std::unexpected(number.error());
        known[{part.kind, part.key}] = {*number, part.label, parent};
        return {};
    }
    if (!rename || (at->second.label == part.label && at->second.parent == parent)) return {};
    const auto generation = this->generation();
    if (!generation) return std::unexpected(generation.error());
    at->second = {at->second.number, part.label, parent};
    return relabel_.again().bind(part.label).bind(parent).bind(*generation).bind(at->second.number).run();
}

Result<void> Indices::write(const KeptParts& parts) {
    const auto host = number_of(parts.host);
    if (!host) return std::unexpected(host.error());
    const auto source = static_cast<std::int64_t>(parts.source);
    const auto fingerprint = static_cast<std::int64_t>(parts.list->fingerprint);
    const auto seen = list_seen_.again().bind(*host).bind(source).step();
    if (!seen) return std::unexpected(seen.error());
    const bool same = *seen && list_seen_.number(0) == fingerprint;
    list_seen_.again();
    if (same) return {};
    auto known = known_parts(*host);
    if (!known) return std::unexpected(known.error());
    for (const auto& part : parts.list->parts) {
        // An entity is called as the sensors call it; a FRU only tells that it is there.
        const bool rename = part.kind != Part::Kind::entity || parts.source == KeptParts::Source::sensors;
        if (auto done = write_part(*host, part, rename, *known); !done) return done;
    }
    return note_list_.again().bind(*host).bind(source).bind(fingerprint).run();
}

Result<void> Indices::write(const KeptLog& log) {
    const auto host = number_of(log.host);
    if (!host) return std::unexpected(host.error());
    const auto row = newest_record_.again().bind(*host).step();
    if (!row) return std::unexpected(row.error());
    auto newest = *row ? newest_record_.number(0) : 0;
    const bool first_time = !*row;
    newest_record_.again();
    if (first_time) {
        const auto floor = counter(log_floor);
        if (!floor) return std::unexpected(floor.error());
        newest = *floor;
    }
    std::vector<std::pair<std::int64_t, KeptLog::Record>> known;
    records_.again().bind(*host);
    for (;;) {
        const auto next = records_.step();
        if (!next) return std::unexpected(next.error());
        if (!*next) break;
        auto& [sequence, raw] = known.emplace_back(records_.number(0), KeptLog::Record{});
        const auto bytes = records_.text(1);
        std::copy_n(bytes.begin(), std::min(bytes.size(), raw.size()), raw.begin());
    }
    records_.again();

    // A log grows at its end; what is missing was deleted, or the log was cleared or has wrapped. So the records that
    // are known come first, in the order that they had, and from the first that is not known all are new.
    auto next_known = known.begin();
    auto record = log.records.begin();
    std::vector<std::int64_t> missing;
    for (; record != log.records.end(); ++record) {
        const auto at =
            std::find_if(next_known, known.end(), [&](const auto& entry) { return entry.second == *record; });
        if (at == known.end()) break;
        for (; next_known != at; ++next_known) missing.push_back(next_known->first);
        ++next_known;
    }
    for (; next_known != known.end(); ++next_known) missing.push_back(next_known->first);
    if (missing.empty() && record == log.records.end() && !first_time) return {};
    const auto generation = this->generation();
    if (!generation) return std::unexpected(generation.error());
    for (const auto sequence : missing)
        if (auto done = delete_record_.again().bind(*host).bind(sequence).run(); !done) return done;
    for (; record != log.records.end(); ++record)
        if (auto done = insert_record_.again().bind(*host).bind(++newest).bind(ByteView(*record)).run(); !done)
            return done;
    return note_log_.again().bind(*host).bind(newest).bind(*generation).run();
}

Result<void> Indices::skip(std::int64_t index, std::int64_t log_sequence) {
    for (const auto* sql : {"DELETE FROM sqlite_sequence WHERE name = 'part' AND seq < ?1",
                            "INSERT INTO sqlite_sequence (name, seq) SELECT 'part', ?1 WHERE NOT EXISTS (SELECT 1 FROM "
                            "sqlite_sequence WHERE name = 'part')"}) {
        auto statement = database_->prepare(sql);
        if (!statement) return std::unexpected(statement.error());
        if (auto done = statement->bind(index).run(); !done) return done;
    }
    return set_counter(log_floor, log_sequence);
}

Result<void> Indices::forget(const std::string& host) {
    const auto row = find_host_.again().bind(host).step();
    if (!row) return std::unexpected(row.error());
    const auto number = *row ? find_host_.number(0) : 0;
    find_host_.again();
    if (number == 0) return {};
    for (const auto* sql : {"DELETE FROM part WHERE host = ?1 OR number = ?1", "DELETE FROM part_list WHERE host = ?1",
                            "DELETE FROM log WHERE host = ?1", "DELETE FROM log_record WHERE host = ?1"}) {
        auto statement = database_->prepare(sql);
        if (!statement) return std::unexpected(statement.error());
        if (auto done = statement->bind(number).run(); !done) return done;
    }
    return {};
}

Result<IndexReader> IndexReader::open(const std::string& path) {
    auto database = Database::open(path, Database::Mode::read);
    if (!database) return std::unexpected(database.error());
    return IndexReader(std::move(*database));
}

Result<std::int64_t> IndexReader::generation() {
    auto query = database_.prepare("SELECT value FROM counter WHERE name = ?");
    if (!query) return std::unexpected(query.error());
    const auto row = query->bind(generations).step();
    if (!row) return std::unexpected(row.error());
    return *row ? query->number(0) : 0;
}

Result<std::vector<IndexRow>> IndexReader::parts(IndexPlace after, std::int64_t newest, std::size_t limit) {
    auto query = database_.prepare(
        "SELECT part.number, part.kind, part.key, part.label, part.parent, coalesce(owner.key, part.key), "
        "part.first_seen, part.generation FROM part LEFT JOIN part AS owner ON owner.number = part.host "
        "WHERE (part.generation, part.number) > (?, ?) AND part.generation <= ? "
        "ORDER BY part.generation, part.number LIMIT ?");
    if (!query) return std::unexpected(query.error());
    query->bind(after.generation).bind(after.number).bind(newest).bind(static_cast<std::int64_t>(limit));
    std::vector<IndexRow> rows;
    for (;;) {
        const auto there = query->step();
        if (!there) return std::unexpected(there.error());
        if (!*there) return rows;
        auto& row = rows.emplace_back();
        row.number = query->number(0);
        row.kind = static_cast<Part::Kind>(query->number(1));
        row.key = query->text(2);
        row.label = query->text(3);
        row.parent = query->number(4);
        row.host = query->text(5);
        row.first_seen = std::chrono::system_clock::time_point(std::chrono::milliseconds(query->number(6)));
        row.generation = query->number(7);
    }
}

Result<std::vector<LogRow>> IndexReader::logs(IndexPlace after, std::int64_t newest, std::size_t limit) {
    auto query = database_.prepare(
        "SELECT log.host, part.key, log.newest, log.generation FROM log JOIN part ON part.number = log.host "
        "WHERE (log.generation, log.host) > (?, ?) AND log.generation <= ? ORDER BY log.generation, log.host LIMIT ?");
    if (!query) return std::unexpected(query.error());
    query->bind(after.generation).bind(after.number).bind(newest).bind(static_cast<std::int64_t>(limit));
    std::vector<LogRow> rows;
    for (;;) {
        const auto there = query->step();
        if (!there) return std::unexpected(there.error());
        if (!*there) return rows;
        rows.push_back({query->number(0), std::string(query->text(1)), query->number(2), query->number(3)});
    }
}

Result<std::vector<std::pair<std::int64_t, KeptLog::Record>>> IndexReader::records(const std::string& host) {
    auto query = database_.prepare(
        "SELECT sequence, raw FROM log_record WHERE host = (SELECT number FROM part WHERE host = 0 AND kind = 0 AND "
        "key = ?) ORDER BY sequence");
    if (!query) return std::unexpected(query.error());
    query->bind(host);
    std::vector<std::pair<std::int64_t, KeptLog::Record>> records;
    for (;;) {
        const auto there = query->step();
        if (!there) return std::unexpected(there.error());
        if (!*there) return records;
        auto& [sequence, raw] = records.emplace_back(query->number(0), KeptLog::Record{});
        const auto bytes = query->text(1);
        std::copy_n(bytes.begin(), std::min(bytes.size(), raw.size()), raw.begin());
    }
}

}  // namespace ipmi::store
