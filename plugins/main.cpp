// check_bmc: one binary, a link for each mode. Everything before the printing is a function that a test can call.
#include <fmt/format.h>
#include <unistd.h>
#include <ipmi/client.hpp>

#include <algorithm>
#include <cstdio>
#include <exception>

#include "inventory/credentials_file.hpp"
#include "options.hpp"
#include "sensor_check.hpp"

namespace {

plugins::Check run(const plugins::Options& options) {
    auto credentials = ipmi::inventory::read_credentials(options.credentials);
    if (!credentials) {
        plugins::Check check;
        check.state = ipmi::Severity::unknown;
        check.summary = "credentials: " + credentials.error().context;
        return check;
    }
    ipmi::Target target;
    target.name = options.host;
    target.addresses = {options.host};
    target.credentials = std::move(*credentials);
    ipmi::ClientOptions wanted;
    wanted.retry_auth = options.retry_auth;
    wanted.handle_signals = true;
    ipmi::Client client(wanted);
    // The limit is for the whole program: what start and printing take is kept back.
    const ipmi::Limits limits{options.timeout - std::min(options.timeout / 20, std::chrono::milliseconds(200))};
    plugins::Check check;
    client.sensors(
        std::span(&target, 1), limits, [&check, &target](std::size_t, ipmi::Result<ipmi::SensorReport> report) {
            check = report ? plugins::check_sensors(*report, {}) : plugins::check_failed(target.name, report.error());
        });
    return check;
}

}  // namespace

int main(int argc, char** argv) {
    int code = 3;
    std::string text;
    try {
        const auto parsed = plugins::parse(argc, argv);
        if (parsed.run) {
            const auto check = run(parsed.options);
            text = plugins::render(check, parsed.options.verbosity);
            code = plugins::exit_code(check.state);
        } else {
            text = parsed.message;
        }
    } catch (const std::exception& error) {
        text = fmt::format("UNKNOWN: {}\n", error.what());
    }
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
    // A name look-up may still hang in the system's resolver: the deadline does not wait for it.
    ::_exit(code);
}
