#include "model/threshold_reader.hpp"

#include "message/sensor/get_sensor_thresholds.hpp"
#include "model/conversion.hpp"
#include "model/sdr_decode.hpp"
#include "model/sensor_reader.hpp"

namespace ipmi::model {
namespace {

using session::Command;
using session::ReplyView;

class Answers final : public session::ReplySink {
public:
    Answers(const SensorTable& table, const std::vector<std::uint32_t>& which, LiveThresholds& live)
        : table_(table), which_(which), live_(live) {}

    void on_reply(std::size_t index, ReplyView reply) override {
        if (reply.completion != 0) return;
        const auto raw = sensor::GetSensorThresholds::decode_response(wire::Reader(reply.data));
        if (!raw) return;
        const auto at = which_[index];
        const auto& sensor = table_.sensors[at];
        const auto now = convert_thresholds(sensor.conversion, raw->thresholds, raw->readable_mask);
        if (now == sensor.thresholds)
            live_.erase(at);
        else
            live_[at] = now;
    }
    void on_error(std::size_t, const Error&) override {}

private:
    const SensorTable& table_;
    const std::vector<std::uint32_t>& which_;
    LiveThresholds& live_;
};

}  // namespace

std::vector<std::uint32_t> sensors_with_thresholds(const SensorTable& table) {
    std::vector<std::uint32_t> which;
    for (std::uint32_t i = 0; i < table.sensors.size(); ++i) {
        const auto& sensor = table.sensors[i];
        // Without a conversion (or with one that changes with the reading) raw thresholds have no unit.
        const bool convertible = sensor.is_analog() && !is_non_linear(sensor.conversion);
        if (sensor.is_threshold() && sensor.readable_thresholds != 0 && convertible &&
            why_not_readable(sensor) == Reason::none)
            which.push_back(i);
    }
    return which;
}

Task<Result<void>> read_thresholds(session::Channel& channel, const SensorTable& table,
                                   std::vector<std::uint32_t> which, LiveThresholds& live) {
    std::vector<Command> commands;
    commands.reserve(which.size());
    for (const auto index : which) {
        const auto& key = table.sensors[index].key;
        sensor::GetSensorThresholds::Request request;
        request.sensor_number = key.number;
        commands.push_back(session::command_of<sensor::GetSensorThresholds>(request, key.lun));
    }
    Answers answers(table, which, live);
    co_return co_await channel.batch(commands, answers);
}

}  // namespace ipmi::model
