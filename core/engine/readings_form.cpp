#include "engine/readings_form.hpp"

#include <cmath>

#include "base/error.hpp"
#include "wire/optional_number.hpp"

namespace ipmi::engine {
namespace {

constexpr std::uint8_t layout = 1;                      ///< another one is not understood: the BMC is read soon
constexpr std::uint64_t latest_ms = 9'000'000'000'000;  ///< the year 2255
constexpr std::uint8_t none = 0xff;

std::optional<double> take_finite(wire::Reader& in) {
    const auto value = wire::take_number(in);
    if (value && !std::isfinite(*value)) in.fail();
    return value;
}

/// At most `most`, which is the last of an enumeration.
template <class Enum>
Enum take(wire::Reader& in, Enum most) {
    const auto value = in.u8();
    if (value > static_cast<std::uint8_t>(most)) in.fail();
    return static_cast<Enum>(value);
}

std::uint32_t take_sensor(wire::Reader& in, const SensorTable& table) {
    const auto sensor = in.u32();
    if (sensor >= table.sensors.size()) in.fail();
    return sensor;
}

void put(wire::Writer& out, const Reading& reading) {
    out.u32(reading.sensor);
    out.u8(static_cast<std::uint8_t>(reading.reason));
    out.u8(static_cast<std::uint8_t>(reading.severity));
    out.u8(reading.crossed ? static_cast<std::uint8_t>(*reading.crossed) : none);
    out.u8(reading.has_raw ? 1 : 0);
    out.u8(reading.raw);
    out.u8(reading.flags);
    out.u16(reading.states);
    out.u8(reading.completion);
    const auto time = std::chrono::floor<std::chrono::milliseconds>(reading.time.time_since_epoch()).count();
    out.u64(static_cast<std::uint64_t>(std::max<decltype(time)>(time, 0)));
    put(out, reading.value);
}

Reading take_reading(wire::Reader& in, const SensorTable& table) {
    Reading reading;
    reading.sensor = take_sensor(in, table);
    reading.reason = take(in, Reason::event_only);
    reading.severity = take(in, Severity::unknown);
    if (const auto crossed = in.u8(); crossed < threshold_count)
        reading.crossed = static_cast<ThresholdKind>(crossed);
    else if (crossed != none)
        in.fail();
    reading.has_raw = in.u8() != 0;
    reading.raw = in.u8();
    reading.flags = in.u8();
    reading.states = in.u16();
    reading.completion = in.u8();
    const auto time = in.u64();
    if (time > latest_ms) in.fail();
    reading.time = std::chrono::system_clock::time_point(std::chrono::milliseconds(std::min(time, latest_ms)));
    reading.value = take_finite(in);
    return reading;
}

}  // namespace

Bytes encode_readings(const SensorReport& report) {
    Bytes bytes;
    wire::Writer out(bytes);
    out.u8(layout);
    out.u32(static_cast<std::uint32_t>(report.readings.size()));
    for (const auto& reading : report.readings) put(out, reading);
    out.u32(static_cast<std::uint32_t>(report.live_thresholds.size()));
    for (const auto& [sensor, thresholds] : report.live_thresholds) {
        out.u32(sensor);
        for (const auto& value : thresholds.values) put(out, value);
    }
    return bytes;
}

Result<void> decode_readings(ByteView bytes, SensorReport& report) {
    wire::Reader in(bytes);
    if (in.u8() != layout) return malformed("readings: another layout");
    std::vector<Reading> readings;
    for (auto left = in.u32(); left > 0 && !in.failed(); --left) readings.push_back(take_reading(in, *report.table));
    decltype(report.live_thresholds) limits;
    for (auto left = in.u32(); left > 0 && !in.failed(); --left) {
        auto& thresholds = limits[take_sensor(in, *report.table)];
        for (auto& value : thresholds.values) value = take_finite(in);
    }
    if (in.failed() || in.remaining() != 0) return malformed("readings: cut off, or out of range");
    report.readings = std::move(readings);
    report.live_thresholds = std::move(limits);
    return {};
}

}  // namespace ipmi::engine
