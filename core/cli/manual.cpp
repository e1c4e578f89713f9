#include "cli/manual.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <ipmi/manual_text.hpp>

#include <algorithm>
#include <vector>

#include "cli/options.hpp"

namespace ipmi::cli {
namespace {

constexpr std::size_t verbs_to_be_common = 3;  // options of fewer verbs stand with these

struct Entry {
    OptionHelp option{};
    std::vector<std::string_view> verbs{};
};

std::vector<Entry> all_entries() {
    std::vector<Entry> entries;
    for (const auto& verb : all_verbs())
        for (auto& option : options_of(verb)) {
            const auto same = [&option](const Entry& entry) {
                return entry.option.names == option.names && entry.option.help == option.help;
            };
            auto at = std::find_if(entries.begin(), entries.end(), same);
            if (at == entries.end()) at = entries.insert(entries.end(), {option, {}});
            at->verbs.push_back(verb.name);
        }
    return entries;
}

std::string paragraph(const Entry& entry, bool name_verbs) {
    auto names = entry.option.names;
    for (std::size_t at = 0; (at = names.find(',', at)) != std::string::npos; at += 2) names.replace(at, 1, ", ");
    auto text = fmt::format(".TP\n.B {}", roff(names));
    if (!entry.option.value.empty()) text += fmt::format(" \\fI{}\\fR", roff(entry.option.value));
    text += '\n' + roff(entry.option.help);
    if (name_verbs) text += fmt::format(" ({})", fmt::join(entry.verbs, ", "));
    return text + ".\n";
}

constexpr const char* description = R"(.SH DESCRIPTION
.B bmcscope
asks the BMCs of servers, one of them or thousands, whatever their power state or operating system is. Hosts that answer alike
are shown on one line.
.PP
Where
.BR bmcscoped (8)
runs, the engine has read the hosts already: status, sensors and the power state come from there by themselves, and
standard error says so and how old they are. \-\-direct, \-\-inventory and \-H ask the BMCs themselves. Where the engine
refuses, is too slow, or does not have the host, the BMCs are read all the same, and standard error says so; power and
identify then want \-\-direct. Incidents and events are kept by a running engine alone.
)";

constexpr const char* end = R"(.SH HOST SETS
Operators work from left to right, none binds tighter.
.TP
.B web[01\-12]
names, folded
.TP
.B @rack1
a group of the inventory; @* is all hosts
.TP
.B ~web0.*
names that match a regular expression (whole names; Perl's syntax as RE2 has it)
.TP
.B rack=r1
hosts whose table in the inventory has attributes = { rack = "r1" }; to the letter, without folding
.TP
.B rack=~r[0\-9]+
hosts with an attribute that matches
.TP
.B a,b a!b a&b
both, without, only what is in both
.SH EXIT STATUS
0 all hosts succeeded, 1 some failed, 2 usage: nothing was tried, 3 none succeeded. Of
.B inventory check
2 also where a secret cannot be read, of
.B inventory reload
where the engine does not take it over and says why.
.SH ENVIRONMENT
.TP
.B BMCSCOPE_INVENTORY
the inventory, a file or a folder
.TP
.B BMCSCOPE_ENGINE
the socket of a running engine
.TP
.B BMCSCOPE_CACHE_DIR
where sensor records and log cursors are remembered
.TP
.B NO_COLOR
no colours
.SH FILES
.TP
.I /etc/bmcscope/inventory.toml
hosts, credentials and groups
.TP
.I /run/bmcscope/engine.sock
where a running engine is asked
.SH EXAMPLES
.TP
.B bmcscope status
how all hosts stand, the worst first
.TP
.B bmcscope sensors web07 \-\-direct
its sensors, read just now
.TP
.B bmcscope power on @rack1 \-\-dry\-run
what would be switched on, and how fast
.TP
.B bmcscope power cycle web07 \-\-wait 30
once, verified
.TP
.B bmcscope ack 12 \-\-note 'fan ordered' \-\-for 2h
others see who knows of it
.TP
.B bmcscope events \-\-follow
what happens, as it happens
.SH SEE ALSO
.BR bmcscoped (8),
.BR check_bmc (1)
)";

}  // namespace

std::string manual_page() {
    auto text = fmt::format(
        ".\\\" Made by `bmcscope --manual`.\n.TH BMCSCOPE 1 \"\" \"bmcscope {}\" \"User commands\"\n.SH NAME\nbmcscope "
        "\\- servers by their BMCs: state, power, sensors, logs\n.SH SYNOPSIS\n.B bmcscope\n\\fIVERB SET\\fR "
        "[\\fIoptions\\fR]\n.br\n.B bmcscope\n\\fIVERB\\fR \\fB\\-H\\fR \\fIADDRESS\\fR \\fB\\-U\\fR \\fIUSER\\fR "
        "[\\fIoptions\\fR]\n",
        BMCSCOPE_VERSION);
    text += description;
    const auto entries = all_entries();
    text += ".SH VERBS\n";
    for (const auto& verb : all_verbs()) {
        text += fmt::format(".SS {} {}\n{}.\n", verb.name, roff(verb.usage), roff(verb.does));
        for (const auto& entry : entries)
            if (entry.verbs.size() < verbs_to_be_common &&
                std::find(entry.verbs.begin(), entry.verbs.end(), verb.name) != entry.verbs.end())
                text += paragraph(entry, false);
    }
    text += ".SH OPTIONS OF SEVERAL VERBS\n";
    for (const auto& entry : entries)
        if (entry.verbs.size() >= verbs_to_be_common) text += paragraph(entry, entry.verbs.size() < all_verbs().size());
    return text + end;
}

}  // namespace ipmi::cli
