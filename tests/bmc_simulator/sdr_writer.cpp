#include "sdr_writer.hpp"

#include "wire/writer.hpp"

namespace ipmi::sim {
namespace {

constexpr std::uint8_t address = 0x20;
constexpr std::uint8_t sdr_version = 0x51;
constexpr std::uint8_t latin1 = 0xc0;

void header(wire::Writer& out, std::uint8_t type) {
    out.u16(0);
    out.u8(sdr_version);
    out.u8(type);
    out.u8(0);  // length, patched at the end
}

void name_and_length(wire::Writer& out, std::string_view name) {
    out.u8(static_cast<std::uint8_t>(latin1 | name.size()));
    out.bytes(as_bytes(name));
    out.patch(4, static_cast<std::uint8_t>(out.size() - 5));
}

/// Event masks of a threshold sensor: lower ones going low, upper ones going high. Table 43-1, bytes 15 to 18.
std::uint16_t threshold_events(std::uint8_t which) {
    unsigned mask = 0;
    for (unsigned i = 0; i < 6; ++i)
        if (which >> i & 1) mask |= 1u << (i * 2 + (i < 3 ? 0 : 1));
    return static_cast<std::uint16_t>(mask);
}

}  // namespace

Bytes full_record(const AnalogSensor& sensor) {
    Bytes record;
    wire::Writer out(record);
    header(out, 0x01);
    out.u8(address);
    out.u8(0);
    out.u8(sensor.number);
    out.u8(sensor.entity.id);
    out.u8(sensor.entity.instance);
    out.u8(0x7f);  // initialised: scanning, events, thresholds, hysteresis, type; all enabled
    out.u8(0x68);  // auto re-arm; hysteresis and thresholds readable and settable; events per state
    out.u8(sensor.type);
    out.u8(0x01);  // threshold
    const auto lower = static_cast<std::uint16_t>((sensor.which & 7) << 12);
    const auto upper = static_cast<std::uint16_t>((sensor.which >> 3 & 7) << 12);
    out.u16(threshold_events(sensor.which) | lower);
    out.u16(threshold_events(sensor.which) | upper);
    out.u8(sensor.which);  // readable
    out.u8(sensor.which);  // settable
    out.u8(0);             // unsigned, no rate, no percentage
    out.u8(sensor.unit);
    out.u8(0);
    out.u8(0);  // linear
    out.u8(static_cast<std::uint8_t>(sensor.m));
    out.u8(static_cast<std::uint8_t>((sensor.m >> 8 & 3) << 6));
    out.u8(0);
    out.u8(0);
    out.u8(0);
    out.u8(static_cast<std::uint8_t>((sensor.exponent & 15) << 4));
    out.u8(0x07);  // nominal, normal maximum and minimum are given
    out.u8(sensor.nominal);
    out.u8(sensor.normal_high);
    out.u8(sensor.normal_low);
    out.u8(0xff);
    out.u8(0x00);
    for (std::size_t i = 6; i-- > 3;) out.u8(sensor.thresholds[i]);
    for (std::size_t i = 3; i-- > 0;) out.u8(sensor.thresholds[i]);
    out.u8(2);  // hysteresis, both ways
    out.u8(2);
    out.u24(0);
    name_and_length(out, sensor.name);
    return record;
}

Bytes compact_record(const DiscreteSensor& sensor) {
    Bytes record;
    wire::Writer out(record);
    header(out, 0x02);
    out.u8(address);
    out.u8(0);
    out.u8(sensor.number);
    out.u8(sensor.entity.id);
    out.u8(sensor.entity.instance);
    out.u8(0x67);
    out.u8(0x40);
    out.u8(sensor.type);
    out.u8(sensor.reading_type);
    out.u16(sensor.mask);
    out.u16(sensor.mask);
    out.u16(sensor.mask);
    out.u8(0xc0);  // no analog reading
    out.u16(0);
    out.u16(1);  // one sensor, no sharing
    out.u16(0);
    out.u32(0);
    name_and_length(out, sensor.name);
    return record;
}

Bytes fru_locator(std::uint8_t fru, std::string_view name, Entity entity) {
    Bytes record;
    wire::Writer out(record);
    header(out, 0x11);
    out.u8(address);
    out.u8(fru);
    out.u8(0x80);  // logical FRU device
    out.u8(0);
    out.u8(0);
    out.u8(0x10);  // device type: IPMI FRU inventory
    out.u8(0);
    out.u8(entity.id);
    out.u8(entity.instance);
    out.u8(0);
    name_and_length(out, name);
    return record;
}

Bytes controller_locator(std::string_view name) {
    Bytes record;
    wire::Writer out(record);
    header(out, 0x12);
    out.u8(address);
    out.u8(0);
    out.u8(0);
    out.u8(0xbf);
    out.u24(0);
    out.u8(7);
    out.u8(1);
    out.u8(0);
    name_and_length(out, name);
    return record;
}

}  // namespace ipmi::sim
