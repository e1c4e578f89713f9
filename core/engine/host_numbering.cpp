#include "engine/host_numbering.hpp"

namespace ipmi::engine {

using Source = store::KeptParts::Source;

void HostNumbering::number(const HostBlock& block) {
    if (const auto journal = recorder_.journals_begun(); journal != journal_) {
        journal_ = journal;
        sensors_.reset();
        log_.reset();
        fru_.reset();
    }
    if (block.sensors && block.sensors->value.table) {
        const auto list = lists_.of(block.sensors->value.table);
        if (list->fingerprint != sensors_) recorder_.number(store::KeptParts{block.name, Source::sensors, list});
        sensors_ = list->fingerprint;
    }
    if (block.fru && block.fru != fru_) {
        recorder_.number(store::KeptParts{block.name, Source::frus, parts_of(block.fru->value)});
        fru_ = block.fru;
    }
    // What was not read to its end would look like a log from which the rest was deleted.
    if (block.sel && block.sel != log_ && block.sel->value.complete()) {
        store::KeptLog log{block.name, {}};
        const auto& records = block.sel->value;
        log.records.reserve(records.size());
        for (std::size_t i = 0; i < records.size(); ++i) log.records.push_back(records.raw(i));
        recorder_.number(std::move(log));
        log_ = block.sel;
    }
}

}  // namespace ipmi::engine
