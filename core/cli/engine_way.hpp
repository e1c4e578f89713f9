// Whether a running engine is asked, and where; and what a person is told about it.
#pragma once

#include <ipmi/result.hpp>

#include <optional>
#include <string>

#include "base/clock.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "client/engine_calls.hpp"

namespace ipmi::cli {

/// --engine, else $BMCSCOPE_ENGINE, else where one listens by default.
std::string engine_socket(const Options& options);

/// False where the command line says itself whom to ask (--direct, -H, --inventory, a file), or how to log in.
bool may_ask_engine(const Options& options);
/// Its answer counts, whatever it is: it was asked for by name.
bool must_ask_engine(const Options& options);

/// The hosts of the set as the engine has them; empty: it is done without an engine, which is said where one runs. An
/// error stands where the engine was asked for by name, and where it refuses what would switch something: nobody goes
/// round its roles and its audit by mistake.
std::optional<Result<std::vector<client::HostSummary>>> hosts_of_engine(const Options& options,
                                                                        client::EngineLink& engine, Output& output);

/// Tells an error that ends the run; gives the exit code.
int cannot_start(Output& output, const Error& error);
/// The same of one that an engine has told.
int engine_failed(Output& output, const Error& error);

/// Tells why an engine could not answer what only an engine can, and how to start one where none runs.
void tell_no_engine(Output& output, const Error& why, std::string_view what);

/// How old the answers of an engine are, gathered answer by answer.
class Ages {
public:
    void add(WallTime read, WallTime now);
    /// "read 12 s ago", "read 3 s to 41 s ago"; empty: nothing was read.
    [[nodiscard]] std::string text() const;

private:
    std::optional<std::chrono::seconds> youngest_;
    std::optional<std::chrono::seconds> oldest_;
};

/// That the engine's journal cannot be written, on standard error, where that is so.
void tell_trouble(Output& output, const std::string& trouble);

/// "from the engine, read 12 s ago; --direct asks the BMCs", on standard error.
void tell_engine_answered(Output& output, const Ages& ages, std::string_view otherwise = "--direct asks the BMCs");

}  // namespace ipmi::cli
