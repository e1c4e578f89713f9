#include "engine/log_poll.hpp"

#include "host/parts.hpp"

namespace ipmi::engine {
namespace {

void put_fill(HostBlock& block, const SelReport& log) {
    Dated<SelFill> fill{log.clock_read.value_or(WallClock::now()), {log.info, log.bmc_clock}};
    block.sel_fill = std::make_shared<const Dated<SelFill>>(std::move(fill));
}

}  // namespace

bool settled(const SelInfo& info, std::optional<std::chrono::sys_seconds> bmc_clock) {
    if (!bmc_clock) return true;
    const auto since = bmc_clock->time_since_epoch() - std::chrono::seconds(info.last_addition);
    return since < std::chrono::seconds(0) || since > std::chrono::seconds(1);
}

Task<Result<void>> LogPoll::read(host::Bmc& bmc, HostBlock& block) {
    if (!known_) co_return co_await read_records(bmc, block);
    SelQuery fill;
    fill.records = false;
    const auto look = co_await host::read_sel(bmc, fill);
    if (!look) co_return std::unexpected(look.error());
    if (look->info != *known_) co_return co_await read_records(bmc, block);
    put_fill(block, *look);
    co_return Result<void>{};
}

Task<Result<void>> LogPoll::read_records(host::Bmc& bmc, HostBlock& block) {
    SelQuery all;
    all.watch = true;  // what was there before us is history
    auto log = co_await host::read_sel(bmc, all);
    if (!log) co_return std::unexpected(log.error());
    known_.reset();
    met_ = met_ || log->complete;
    if (log->complete && settled(log->info, log->bmc_clock)) known_ = log->info;
    put_fill(block, *log);
    const bool same = read_ && block.sel && block.sel->value.complete() == log->complete &&
                      block.sel->value.size() == log->records.size() &&
                      block.sel->value.unpack().records == log->records;
    read_ = true;
    if (same && log->warnings.empty() && bmc.warnings.empty()) co_return Result<void>{};
    log->statistics = bmc.statistics();
    log->warnings.insert(log->warnings.end(), bmc.warnings.begin(), bmc.warnings.end());
    PackedLog packed(std::move(*log));
    auto dated = std::make_shared<Dated<PackedLog>>();
    dated->time = WallClock::now();
    dated->value = std::move(packed);
    block.sel = std::move(dated);
    co_return Result<void>{};
}

}  // namespace ipmi::engine
