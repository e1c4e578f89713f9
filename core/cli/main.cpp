// bmcscope: sensors, log, parts, power of one server or of thousands, from a shell.
#include <fmt/format.h>
#include <signal.h>
#include <ipmi/secret.hpp>

#include <exception>

#include "cli/exit_code.hpp"
#include "cli/run.hpp"
#include "cli/terminal.hpp"

int main(int argc, char** argv) {
    ipmi::forbid_core_dumps();
    ::signal(SIGPIPE, SIG_IGN);  // a reader that goes away must not leave sessions open
    auto output = ipmi::cli::standard_output();
    try {
        const auto parsed = ipmi::cli::parse(argc, argv);
        if (!parsed.run) {
            if (parsed.exit_code == ipmi::cli::exit_all_succeeded)
                (void)output.out(parsed.message);
            else
                output.error(parsed.message);
            return parsed.exit_code;
        }
        const ipmi::cli::Person person{ipmi::cli::ask_password, ipmi::cli::ask_to_go_on};
        return ipmi::cli::run(parsed.options, output, person);
    } catch (const std::exception& error) {
        output.error(fmt::format("bmcscope: {}\n", error.what()));
        return ipmi::cli::exit_none_succeeded;
    }
}
