// Gathers the hosts' answers: for programs a line at once, for people at the end, identical answers said once.
#pragma once

#include <ipmi/result.hpp>

#include <map>
#include <string>
#include <vector>

#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/shown.hpp"

namespace ipmi::cli {

/// Texts and the hosts that gave each, in the order of the first host: "web[01-12]: on", or a header with lines below.
/// Without `headers` (one host was asked) the text alone.
std::string folded(const std::map<std::string, std::string>& text_of_host, bool headers);

/// What to do about an error of what these options ask for, or an empty text.
std::string advice_for(const Error& error, const Options& options);

/// Characters before each line of an answer below its host's name.
inline constexpr std::size_t indentation = 2;

class Report {
public:
    Report(const Options& options, Output& output, std::size_t hosts);

    /// False: nobody reads the answers any more.
    bool take(const std::string& host, Result<Shown> answer);
    /// Prints what is left to print; gives the exit code.
    int finish();

    /// "12 hosts: 11 verified, 1 failed": what became of an action.
    [[nodiscard]] std::string summary() const;

    [[nodiscard]] std::size_t taken() const { return succeeded_ + failed_; }
    [[nodiscard]] std::size_t failed() const { return failed_; }

private:
    const Options& options_;
    Output& output_;
    std::size_t hosts_;
    std::size_t succeeded_ = 0;
    std::size_t failed_ = 0;
    bool readable_ = true;
    std::map<Tally, std::size_t> tallies_;
    std::map<std::string, std::string> answers_;
    std::map<std::string, std::string> errors_;  ///< with the advice
    std::map<std::string, std::string> notes_;
    std::map<std::string, std::string> statistics_;
};

}  // namespace ipmi::cli
