// The files of users: names to leave out (-xx, -sx) and names to rewrite (-us). Patterns are Perl's.
#pragma once

#include <ipmi/result.hpp>

#include <boost/regex.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plugins::dropin {

/// Lines "NAME|TYPE" or "~REGEX|TYPE". A sensor or log entry is left out where name and type both fit.
class ExcludeRules {
public:
    /// Errors: local, with file and line.
    static ipmi::Result<ExcludeRules> read(const std::string& path);
    static ipmi::Result<ExcludeRules> parse(std::string_view text, const std::string& path);
    [[nodiscard]] bool exclude(const std::string& name, const std::string& type) const;

private:
    struct Rule {
        std::string name{};
        std::optional<boost::regex> pattern{};
        std::string type{};
    };
    std::vector<Rule> rules_;
};

/// Lines "REGEX/NEW NAME": whatever in a name fits becomes the new text, rule by rule.
class UnifyRules {
public:
    /// Errors: local, with file and line.
    static ipmi::Result<UnifyRules> read(const std::string& path);
    static ipmi::Result<UnifyRules> parse(std::string_view text, const std::string& path);
    [[nodiscard]] std::string apply(std::string name) const;

private:
    struct Rule {
        boost::regex pattern{};
        std::string text{};
    };
    std::vector<Rule> rules_;
};

}  // namespace plugins::dropin
