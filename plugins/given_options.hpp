// The words that stood on the command line and in the ini file, by option: nothing is judged yet but whether it exists.
#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "mode.hpp"

namespace plugins {

/// What is wrong, in one line for people.
class UsageError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};
/// --help and --version: not wrong, but no check either.
class TextAsked : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

class GivenOptions {
public:
    /// Throws UsageError and TextAsked. The ini file's options come first, so that the command line's win.
    static GivenOptions read(Mode mode, int argc, const char* const* argv);

    [[nodiscard]] std::size_t times(std::string_view key) const;
    [[nodiscard]] bool has(std::string_view key) const { return times(key) > 0; }
    /// The last one given; empty: none.
    [[nodiscard]] const std::string* last(std::string_view key) const;
    [[nodiscard]] const std::vector<std::string>& all(std::string_view key) const;

    void add(std::string_view key, std::string value) { values_[std::string(key)].push_back(std::move(value)); }

private:
    std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

/// --help of a mode.
std::string help_text(Mode mode);

}  // namespace plugins
