#include "dropin/gather.hpp"

#include <algorithm>

namespace plugins::dropin {
namespace {

/// What start and printing take is kept back: the limit is for the whole program.
constexpr std::chrono::milliseconds kept_back{200};

/// Entries are counted without names; they are needed to show them and to leave them out.
bool names_the_log(const Options& options) {
    return options.sel && (options.verbosity > 0 || !options.sel_exclude_file.empty());
}

}  // namespace

ipmi::Result<ipmi::HostReport> gather(const Options& options) {
    ipmi::HostQuery query;
    query.sensors = !options.sel_only || names_the_log(options);
    if (options.sel) {
        query.sel.emplace();
        query.sel->newest = options.sel_tail.value_or(0);
    }
    query.fru = options.fru;
    query.dcmi_power = options.dcmi;
    ipmi::ClientOptions wanted;
    wanted.handle_signals = true;
    ipmi::Client client(wanted);
    const ipmi::Limits limits{options.timeout - std::min(options.timeout / 20, kept_back)};
    ipmi::Result<ipmi::HostReport> result;
    client.survey(std::span(&options.target, 1), query, limits,
                  [&result](std::size_t, ipmi::Result<ipmi::HostReport> report) { result = std::move(report); });
    return result;
}

}  // namespace plugins::dropin
