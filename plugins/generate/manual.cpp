#include "generate/manual.hpp"

#include <fmt/format.h>
#include <ipmi/manual_text.hpp>

#include <algorithm>
#include <cctype>

#include "option_table.hpp"

namespace plugins {
namespace {

using ipmi::roff;

std::string upper(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::toupper(letter)); });
    return text;
}

std::string option_entry(const OptionRow& row) {
    std::string names(row.names);
    const auto comma = names.find(',');
    auto text = fmt::format(".TP\n.B {}", roff(names.substr(comma == std::string::npos ? 0 : comma + 1)));
    if (comma != std::string::npos)
        text = fmt::format(".TP\n.B {}, {}", roff(names.substr(0, comma)), roff(names.substr(comma + 1)));
    if (!row.value.empty()) text += fmt::format(" \\fI{}\\fR", roff(row.value));
    text += fmt::format("\n{}", roff(row.help));
    if (row.takes == OptionRow::Takes::several) text += "; may be given several times";
    return text + ".\n";
}

constexpr const char* common_end = R"(.SH EXIT STATUS
0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN. Usage errors, \-\-help and \-\-version are 3 too: a wrong option pages nobody.
.SH RANGES
\fI[@][start:][end]\fR as the monitoring plugins guidelines have them: alert outside, with @ inside; ~ is no start.
80, 5:80, ~:80, @10:20.
.SH FILES
.TP
.I /etc/bmcscope/inventory.toml
hosts, credentials and groups
.TP
.I /var/cache/bmcscope
sensor records, log cursors, acknowledgements; $BMCSCOPE_CACHE_DIR and $XDG_CACHE_HOME name another place.
Lost, it costs a slower run, and the event log of then becomes history.
.SH SEE ALSO
.BR bmcscope (1),
.BR check_bmc (1),
.BR check_bmc_sensors (1),
.BR check_bmc_sel (1),
.BR check_bmc_power (1),
.BR check_bmc_health (1),
.BR check_bmc_group (1)
)";

}  // namespace

std::string manual_page(Mode mode) {
    const std::string program = program_of(mode);
    auto text = fmt::format(
        ".\\\" Made by `check_bmc generate manual {0}`.\n.TH {1} 1 \"\" \"bmcscope {2}\" \"Monitoring plugins\"\n"
        ".SH NAME\n{3} \\- {4}\n.SH SYNOPSIS\n.B {3}\n",
        program, upper(program), BMCSCOPE_VERSION, roff(program), roff(purpose_of(mode)));
    text += mode == Mode::group
                ? "\\fB\\-\\-hosts\\fR \\fISET\\fR [\\fIoptions\\fR]\n"
                : "\\fB\\-H\\fR \\fIHOST\\fR [\\fB\\-\\-credentials\\fR \\fIFILE\\fR] [\\fIoptions\\fR]\n";
    text += fmt::format(
        ".SH DESCRIPTION\n{}\n.PP\nThe first line names the worst offenders with value, limit and direction; metrics "
        "stand "
        "behind the bar, and below a line for each thing that is not OK.\n",
        roff(purpose_of(mode)));
    std::string_view group;
    for (const auto& row : option_table()) {
        if ((row.modes & bit(mode)) == 0) continue;
        if (row.group != group) text += fmt::format(".SH {}\n", upper(std::string(row.group)));
        group = row.group;
        text += option_entry(row);
    }
    return text + common_end;
}

}  // namespace plugins
