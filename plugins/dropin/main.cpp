// check_ipmi_sensor, the drop-in: the options, the first line and the metric labels of the well-known Perl plugin 3.14,
// from one session of our own. Everything before the printing is a function that a test can call.
#include <fmt/format.h>
#include <sys/prctl.h>

#include <exception>

#include "dropin/gather.hpp"
#include "dropin/options.hpp"
#include "dropin/verdict.hpp"
#include "last_word.hpp"

int main(int argc, char** argv) {
    ::prctl(PR_SET_DUMPABLE, 0);  // passwords stay out of core dumps
    plugins::dropin::Outcome outcome;
    plugins::begin_last_word(plugins::default_deadline);
    try {
        const auto parsed = plugins::dropin::parse(argc, argv);
        if (parsed.run) plugins::begin_last_word(parsed.options.timeout);
        if (parsed.run)
            outcome = plugins::dropin::judge(plugins::dropin::gather(parsed.options), parsed.options,
                                             std::chrono::system_clock::now());
        else
            outcome = {parsed.exit_code, parsed.message};
    } catch (const std::exception& error) {
        outcome = {3, fmt::format("UNKNOWN: {}\n", error.what())};
    }
    plugins::say(outcome.text.data(), outcome.text.size(), outcome.exit_code);
}
