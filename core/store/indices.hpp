// Numbers that are given once and for ever: indices of a host and its parts, and sequence numbers of the records of its
// log. Whoever has a number finds the same thing under it, whatever has come, gone or been reordered meanwhile. Part of
// the journal's file, and of its transactions.
#pragma once

#include <chrono>
#include <map>

#include "store/database.hpp"
#include "store/kept.hpp"

namespace ipmi::store {

/// SNMP: PhysicalIndex of ENTITY-MIB, RFC 6933.
inline constexpr std::int64_t highest_index = 2'147'483'647;

class Indices {
public:
    /// The database has its tables. Errors: local.
    static Result<Indices> prepare(Database& database);

    /// To be said in each transaction first: what it changes is of a new generation. The database stays where it is
    /// until the transaction ends.
    void begin(Database& database) {
        database_ = &database;
        generation_ = 0;
    }
    // Errors of all: local.
    Result<void> write(const KeptParts& parts);
    Result<void> write(const KeptLog& log);
    /// None at or below these is given from now on: to parts, and to records of a log that is not known yet.
    Result<void> skip(std::int64_t index, std::int64_t log_sequence);
    /// All that is known of a host; its numbers are not given again.
    Result<void> forget(const std::string& host);

private:
    struct Known {
        std::int64_t number = 0;
        std::string label{};
        std::int64_t parent = 0;
    };
    using KnownParts = std::map<std::pair<Part::Kind, std::string>, Known>;

    /// Of the host's own row, which is made where it is missing.
    Result<std::int64_t> number_of(const std::string& host);
    Result<std::int64_t> insert(std::int64_t host, const Part& part, std::int64_t parent);
    Result<KnownParts> known_parts(std::int64_t host);
    Result<void> write_part(std::int64_t host, const Part& part, bool rename, KnownParts& known);
    Result<std::int64_t> counter(std::string_view name);
    Result<void> set_counter(std::string_view name, std::int64_t value);
    Result<std::int64_t> generation();

    Database* database_ = nullptr;
    std::int64_t generation_ = 0;  ///< of this transaction; 0: nothing has changed yet
    Statement find_host_;
    Statement insert_;
    Statement relabel_;
    Statement parts_of_host_;
    Statement list_seen_;
    Statement note_list_;
    Statement newest_record_;
    Statement records_;
    Statement insert_record_;
    Statement delete_record_;
    Statement note_log_;
};

/// One row as it is told.
struct IndexRow {
    std::int64_t number = 0;
    Part::Kind kind = Part::Kind::host;
    std::string key{};
    std::string label{};
    std::int64_t parent = 0;  ///< 0: none, a host
    std::string host{};
    std::chrono::system_clock::time_point first_seen{};
    std::int64_t generation = 0;
};
struct LogRow {
    std::int64_t host_number = 0;
    std::string host{};
    std::int64_t newest = 0;  ///< the highest sequence number ever given to a record of this log
    std::int64_t generation = 0;
};

/// Where a reader of all rows has come to: rows are in the order in which they changed last.
struct IndexPlace {
    std::int64_t generation = 0;
    std::int64_t number = 0;
};

class IndexReader {
public:
    /// The journal is there already. Errors: local.
    static Result<IndexReader> open(const std::string& path);

    /// The newest there is.
    Result<std::int64_t> generation();
    /// Behind `after`, at most `limit`, none newer than `newest`.
    Result<std::vector<IndexRow>> parts(IndexPlace after, std::int64_t newest, std::size_t limit);
    Result<std::vector<LogRow>> logs(IndexPlace after, std::int64_t newest, std::size_t limit);
    /// The records of a host's log that have a number, oldest first.
    Result<std::vector<std::pair<std::int64_t, KeptLog::Record>>> records(const std::string& host);

private:
    explicit IndexReader(Database database) : database_(std::move(database)) {}
    Database database_;
};

}  // namespace ipmi::store
