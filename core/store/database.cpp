#include "store/database.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <utility>

#include "base/error.hpp"

namespace ipmi::store {
namespace {

constexpr int patience_ms = 2000;  ///< for another connection that writes
constexpr std::string_view damaged = "the journal is damaged: ";

std::unexpected<Error> failure(sqlite3* database, int code) {
    const auto* text = database != nullptr ? ::sqlite3_errmsg(database) : ::sqlite3_errstr(code);
    const int primary = code & 0xff;
    if (primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB)
        return fail(Errc::local, fmt::format("{}{}", damaged, text));
    return fail(Errc::local, fmt::format("the journal cannot be used: {}", text));
}

std::unexpected<Error> failure(sqlite3_stmt* statement, int code) {
    return failure(::sqlite3_db_handle(statement), code);
}

}  // namespace

void Statement::End::operator()(sqlite3_stmt* statement) const {
    ::sqlite3_finalize(statement);
}

Statement& Statement::again() {
    ::sqlite3_reset(statement_.get());
    ::sqlite3_clear_bindings(statement_.get());
    bound_ = 0;
    return *this;
}

Statement& Statement::bind(std::int64_t value) {
    ::sqlite3_bind_int64(statement_.get(), ++bound_, value);
    return *this;
}

Statement& Statement::bind(std::string_view text) {
    ::sqlite3_bind_text64(statement_.get(), ++bound_, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    return *this;
}

Statement& Statement::bind(const std::optional<std::int64_t>& value) {
    if (value) return bind(*value);
    ::sqlite3_bind_null(statement_.get(), ++bound_);
    return *this;
}

Statement& Statement::bind(ByteView bytes) {
    ::sqlite3_bind_blob64(statement_.get(), ++bound_, bytes.data(), bytes.size(), SQLITE_TRANSIENT);
    return *this;
}

Result<bool> Statement::step() {
    const int code = ::sqlite3_step(statement_.get());
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    auto why = failure(statement_.get(), code);
    ::sqlite3_reset(statement_.get());
    return why;
}

Result<void> Statement::run() {
    const auto row = step();
    if (!row) return std::unexpected(row.error());
    ::sqlite3_reset(statement_.get());  // else it goes on holding what it has locked
    return {};
}

std::int64_t Statement::number(int column) const {
    return ::sqlite3_column_int64(statement_.get(), column);
}

std::optional<std::int64_t> Statement::number_or_none(int column) const {
    if (::sqlite3_column_type(statement_.get(), column) == SQLITE_NULL) return std::nullopt;
    return number(column);
}

std::string_view Statement::text(int column) const {
    // As text first, whatever it was; the bytes are then the same.
    if (::sqlite3_column_text(statement_.get(), column) == nullptr) return {};
    return {static_cast<const char*>(::sqlite3_column_blob(statement_.get(), column)),
            static_cast<std::size_t>(::sqlite3_column_bytes(statement_.get(), column))};
}

void Database::Close::operator()(sqlite3* database) const {
    ::sqlite3_close_v2(database);
}

Result<Database> Database::open(const std::string& path, Mode mode) {
    const int flags = mode == Mode::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    sqlite3* raw = nullptr;
    const int code = ::sqlite3_open_v2(path.c_str(), &raw, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW, nullptr);
    Database database;
    database.path_ = path;
    database.database_.reset(raw);
    if (code != SQLITE_OK) return std::unexpected(within(path, failure(raw, code).error()));
    ::sqlite3_extended_result_codes(raw, 1);
    ::sqlite3_busy_timeout(raw, patience_ms);
    if (mode == Mode::read) return database;
    const auto ready = database.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
    if (!ready) return std::unexpected(within(path, ready.error()));
    return database;
}

Result<void> Database::run(const char* sql) {
    const int code = ::sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return failure(database_.get(), code);
    return {};
}

Result<Statement> Database::prepare(std::string_view sql) {
    sqlite3_stmt* raw = nullptr;
    const int code = ::sqlite3_prepare_v3(database_.get(), sql.data(), static_cast<int>(sql.size()),
                                          SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
    if (code != SQLITE_OK) return failure(database_.get(), code);
    return Statement(raw);
}

bool is_damaged(const Error& error) {
    return error.code == Errc::local && error.context.find(damaged) != std::string::npos;
}

Result<Transaction> Transaction::begin(Database& database) {
    // At once for writing: a transaction that first reads may find another writer only when it is too late.
    if (auto begun = database.run("BEGIN IMMEDIATE"); !begun) return std::unexpected(begun.error());
    return Transaction(database);
}

Result<void> Transaction::commit() {
    auto committed = database_->run("COMMIT");
    if (committed) database_ = nullptr;
    return committed;
}

Transaction::~Transaction() {
    if (database_ != nullptr) static_cast<void>(database_->run("ROLLBACK"));
}

}  // namespace ipmi::store
