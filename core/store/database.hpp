// SQLite as this project uses it: one connection a thread, statements prepared once, errors as Result.
#pragma once

#include <ipmi/result.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/bytes.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace ipmi::store {

/// A prepared statement. Values are bound in the order of the question marks; rows are taken one after the other.
class Statement {
public:
    Statement() = default;
    explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}

    /// Makes it ready for the next use; what was bound is forgotten.
    Statement& again();
    Statement& bind(std::int64_t value);
    Statement& bind(std::string_view text);
    Statement& bind(const std::optional<std::int64_t>& value);
    Statement& bind(ByteView bytes);
    /// True: there is a row. Errors: local.
    Result<bool> step();
    /// A statement that gives no rows. Errors: local.
    Result<void> run();

    [[nodiscard]] std::int64_t number(int column) const;
    [[nodiscard]] std::optional<std::int64_t> number_or_none(int column) const;
    /// Bytes too; valid until the next step.
    [[nodiscard]] std::string_view text(int column) const;

private:
    struct End {
        void operator()(sqlite3_stmt* statement) const;
    };
    std::unique_ptr<sqlite3_stmt, End> statement_;
    int bound_ = 0;
};

class Database {
public:
    enum class Mode : std::uint8_t { write, read };
    /// Write: made where it is missing, WAL, a commit is on the disk when it returns (synchronous = FULL).
    /// Errors: local; damaged() tells of the kind.
    static Result<Database> open(const std::string& path, Mode mode);

    /// One or several statements without values. Errors: local.
    Result<void> run(const char* sql);
    /// Errors: local.
    Result<Statement> prepare(std::string_view sql);
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    struct Close {
        void operator()(sqlite3* database) const;
    };
    std::string path_;
    std::unique_ptr<sqlite3, Close> database_;
};

/// The file itself makes no sense any more: no other try will help.
bool is_damaged(const Error& error);

/// Everything between begin and commit happens, or nothing.
class Transaction {
public:
    /// Errors: local.
    static Result<Transaction> begin(Database& database);
    /// Errors: local; nothing has happened then.
    Result<void> commit();
    ~Transaction();
    Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
    Transaction& operator=(Transaction&&) = delete;

private:
    explicit Transaction(Database& database) : database_(&database) {}
    Database* database_;
};

}  // namespace ipmi::store
