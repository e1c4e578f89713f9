#include "engine/packed_log.hpp"

#include <map>

namespace ipmi::engine {

PackedLog::PackedLog(SelReport report) {
    std::map<Words, std::uint32_t> numbers;
    rows_.reserve(report.records.size());
    for (auto& record : report.records) {
        Words words{std::move(record.sensor_name), std::move(record.sensor_type), std::move(record.event),
                    std::move(record.detail),      std::move(record.part),        std::move(record.unit),
                    std::move(record.undecoded)};
        Row row;
        row.raw = record.raw;
        row.time = record.time ? record.time->time_since_epoch().count() : 0;
        row.words = numbers.try_emplace(std::move(words), static_cast<std::uint32_t>(numbers.size())).first->second;
        row.id = record.id;
        row.cleared_by = record.cleared_by.value_or(0);
        row.has_time = record.time.has_value();
        row.time_since_boot = record.time_since_boot;
        row.has_sensor = record.sensor.has_value();
        row.asserted = record.asserted;
        row.has_interpretation = record.interpretation.has_value();
        row.is_cleared = record.cleared_by.has_value();
        row.log_cleared = record.log_cleared;
        row.history = record.history;
        row.sensor = record.sensor.value_or(SensorKey{});
        row.record_type = record.record_type;
        row.severity = record.severity;
        row.interpretation = record.interpretation.value_or(Severity::ok);
        if (record.trigger_value || record.trigger_threshold)
            triggers_.push_back({rows_.size(), record.trigger_value, record.trigger_threshold});
        if (record.acknowledged) acknowledged_.emplace_back(rows_.size(), std::move(*record.acknowledged));
        rows_.push_back(row);
    }
    words_.resize(numbers.size());
    while (!numbers.empty()) {
        auto taken = numbers.extract(numbers.begin());
        words_[taken.mapped()] = std::move(taken.key());
    }
    triggers_.shrink_to_fit();
    acknowledged_.shrink_to_fit();
    report.records.clear();
    report.records.shrink_to_fit();
    rest_ = std::move(report);
}

SelReport PackedLog::unpack() const {
    auto report = rest_;
    report.records.reserve(rows_.size());
    auto trigger = triggers_.begin();
    auto acknowledged = acknowledged_.begin();
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        const auto& row = rows_[i];
        const auto& words = words_[row.words];
        auto& record = report.records.emplace_back();
        record.id = row.id;
        record.raw = row.raw;
        record.record_type = row.record_type;
        if (row.has_time) record.time = std::chrono::sys_seconds(std::chrono::seconds(row.time));
        record.time_since_boot = row.time_since_boot;
        if (row.has_sensor) record.sensor = row.sensor;
        record.sensor_name = words.sensor_name;
        record.sensor_type = words.sensor_type;
        record.event = words.event;
        record.detail = words.detail;
        record.part = words.part;
        record.asserted = row.asserted;
        record.severity = row.severity;
        if (row.has_interpretation) record.interpretation = row.interpretation;
        record.unit = words.unit;
        if (row.is_cleared) record.cleared_by = row.cleared_by;
        record.log_cleared = row.log_cleared;
        record.undecoded = words.undecoded;
        record.history = row.history;
        if (trigger != triggers_.end() && trigger->row == i) {
            record.trigger_value = trigger->value;
            record.trigger_threshold = trigger->threshold;
            ++trigger;
        }
        if (acknowledged != acknowledged_.end() && acknowledged->first == i) {
            record.acknowledged = acknowledged->second;
            ++acknowledged;
        }
    }
    return report;
}

}  // namespace ipmi::engine
