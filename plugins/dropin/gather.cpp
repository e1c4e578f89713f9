#include "dropin/gather.hpp"

#include <algorithm>

namespace plugins::dropin {
namespace {

using Clock = std::chrono::steady_clock;

/// What start and printing take is kept back: the limit is for the whole program.
constexpr std::chrono::milliseconds kept_back{200};

ipmi::Limits left_until(Clock::time_point end) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
    return ipmi::Limits{std::max(left, std::chrono::milliseconds(1))};
}

template <class T>
bool failed(const std::optional<ipmi::Result<T>>& result) {
    return result && !*result;
}

/// Entries are counted without names; they are needed to show them and to leave them out.
bool names_the_log(const Options& options) {
    return options.sel && (options.verbosity > 0 || !options.sel_exclude_file.empty());
}

}  // namespace

Gathered gather(const Options& options) {
    ipmi::ClientOptions wanted;
    wanted.handle_signals = true;
    ipmi::Client client(wanted);
    const auto end = Clock::now() + options.timeout - std::min(options.timeout / 20, kept_back);
    const std::span target(&options.target, 1);
    Gathered out;
    if (!options.sel_only || names_the_log(options))
        client.sensors(target, left_until(end), [&out](std::size_t, ipmi::Result<ipmi::SensorReport> report) { out.sensors = std::move(report); });
    if (failed(out.sensors)) return out;  // what does not answer now will not answer a second time
    if (out.sensors) out.table = (*out.sensors)->table;
    if (options.sel_only) out.sensors.reset();
    if (options.sel) {
        ipmi::SelQuery query;
        query.newest = options.sel_tail.value_or(0);
        client.sel(target, query, left_until(end), [&out](std::size_t, ipmi::Result<ipmi::SelReport> report) { out.sel = std::move(report); });
    }
    if (options.fru)
        client.fru(target, left_until(end), [&out](std::size_t, ipmi::Result<ipmi::FruReport> report) { out.fru = std::move(report); });
    if (options.dcmi && !failed(out.sel))
        client.dcmi_power(target, left_until(end), [&out](std::size_t, ipmi::Result<ipmi::DcmiPower> power) {
            if (power && power->active) out.dcmi = *power;
        });
    return out;
}

}  // namespace plugins::dropin
