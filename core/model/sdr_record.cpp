#include "model/sdr_record.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "wire/reader.hpp"
#include "wire/type_length.hpp"

namespace ipmi::model {
namespace {

// Type/length byte and text (§43.15). A length beyond the record is cut to what is there: some firmware counts one too
// many.
std::string id_string(wire::Reader& in) {
    const auto type_length = in.u8();
    const std::size_t wanted = type_length & 0x1f;
    const auto text = in.bytes(std::min(wanted, in.remaining()));
    const auto type = static_cast<wire::StringType>(type_length >> 6);
    // Unicode is what the specification calls it; what firmware sends is text all the same.
    return wire::decode_string(type == wire::StringType::binary_or_unicode ? wire::StringType::latin1 : type, text);
}

void read_key(wire::Reader& in, SensorKey& key) {
    key.owner = in.u8();
    key.lun = in.u8() & 0x03;
    key.number = in.u8();
}

void read_sharing(wire::Reader& in, Sharing& sharing) {
    const auto first = in.u8();
    const auto second = in.u8();
    sharing.count = std::max<std::uint8_t>(first & 0x0f, 1);
    sharing.alphabetic = (first >> 4 & 3) == 1;
    sharing.first_suffix = second & 0x7f;
    sharing.entity_instance_counts = (second & 0x80) != 0;
}

// Bytes 6 to 23 are laid out alike in full and compact records.
void read_common(wire::Reader& in, SensorRecord& record) {
    read_key(in, record.key);
    record.entity_id = in.u8();
    record.entity_instance = in.u8() & 0x7f;  // bit 7: logical container entity
    in.skip(1);                               // initialisation
    record.capabilities = in.u8();
    record.type = in.u8();
    record.event_reading_type = in.u8();
    record.assertion_mask = in.u16() & 0x7fff;
    record.deassertion_mask = in.u16() & 0x7fff;
    record.reading_mask = in.u16();
    record.unit.flags = in.u8();
    record.unit.base = in.u8();
    record.unit.modifier = in.u8();
}

SensorRecord read_full(wire::Reader& in) {
    SensorRecord record;
    record.full = true;
    read_common(in, record);
    record.conversion.format = static_cast<Conversion::Format>(record.unit.flags >> 6);
    record.conversion.linearization = in.u8() & 0x7f;
    FactorBytes factors;
    factors.m = in.u8();
    factors.m_tolerance = in.u8();
    factors.b = in.u8();
    factors.b_accuracy = in.u8();
    factors.accuracy = in.u8();
    factors.exponents = in.u8();
    set_factors(record.conversion, factors);
    record.analog_flags = in.u8();
    record.nominal = in.u8();
    record.normal_maximum = in.u8();
    record.normal_minimum = in.u8();
    record.sensor_maximum = in.u8();
    record.sensor_minimum = in.u8();
    for (const auto kind :
         {ThresholdKind::upper_non_recoverable, ThresholdKind::upper_critical, ThresholdKind::upper_non_critical,
          ThresholdKind::lower_non_recoverable, ThresholdKind::lower_critical, ThresholdKind::lower_non_critical})
        record.thresholds[static_cast<std::size_t>(kind)] = in.u8();
    record.positive_hysteresis = in.u8();
    record.negative_hysteresis = in.u8();
    in.skip(3);  // reserved, reserved, OEM
    record.name = id_string(in);
    return record;
}

SensorRecord read_compact(wire::Reader& in) {
    SensorRecord record;
    read_common(in, record);
    read_sharing(in, record.sharing);
    record.positive_hysteresis = in.u8();
    record.negative_hysteresis = in.u8();
    in.skip(4);  // reserved, reserved, reserved, OEM
    record.name = id_string(in);
    return record;
}

SensorRecord read_event_only(wire::Reader& in) {
    SensorRecord record;
    record.event_only = true;
    read_key(in, record.key);
    record.entity_id = in.u8();
    record.entity_instance = in.u8() & 0x7f;
    record.type = in.u8();
    record.event_reading_type = in.u8();
    read_sharing(in, record.sharing);
    in.skip(2);  // reserved, OEM
    record.name = id_string(in);
    return record;
}

// §43.7
LocatorRecord read_generic_locator(wire::Reader& in) {
    LocatorRecord record;
    auto& locator = record.locator;
    locator.kind = Locator::Kind::generic_device;
    locator.device_address = in.u8() & 0xfe;
    in.skip(6);  // slave address, channel, address span, reserved, device type, modifier
    locator.entity.id = in.u8();
    locator.entity.instance = in.u8() & 0x7f;
    in.skip(1);
    locator.name = id_string(in);
    return record;
}

// §43.8
LocatorRecord read_fru_locator(wire::Reader& in) {
    LocatorRecord record;
    auto& locator = record.locator;
    locator.kind = Locator::Kind::fru;
    locator.device_address = in.u8() & 0xfe;
    locator.fru_id = in.u8();
    locator.logical_fru = (in.u8() & 0x80) != 0;
    in.skip(4);  // channel, reserved, device type, modifier
    locator.entity.id = in.u8();
    locator.entity.instance = in.u8() & 0x7f;
    in.skip(1);
    locator.name = id_string(in);
    return record;
}

// §43.9
LocatorRecord read_controller_locator(wire::Reader& in) {
    LocatorRecord record;
    auto& locator = record.locator;
    locator.kind = Locator::Kind::management_controller;
    locator.device_address = in.u8() & 0xfe;
    in.skip(2);  // channel, power state notification
    locator.capabilities = in.u8();
    in.skip(3);
    locator.entity.id = in.u8();
    locator.entity.instance = in.u8() & 0x7f;
    in.skip(1);
    locator.name = id_string(in);
    return record;
}

}  // namespace

Result<SdrRecord> parse_sdr(ByteView record) {
    wire::Reader in(record);
    SdrRecord out;
    out.header.record_id = in.u16();
    out.header.version = in.u8();
    out.header.type = in.u8();
    out.header.length = in.u8();
    if (in.failed()) return malformed("SDR: shorter than its header");
    if (in.remaining() < out.header.length)
        return fail(Errc::malformed, fmt::format("SDR {:04x}h: {} of {} bytes", out.header.record_id, in.remaining(),
                                                 out.header.length));
    wire::Reader body(in.bytes(out.header.length));
    switch (out.header.type) {
        case 0x01: out.body = read_full(body); break;
        case 0x02: out.body = read_compact(body); break;
        case 0x03: out.body = read_event_only(body); break;
        case 0x10: out.body = read_generic_locator(body); break;
        case 0x11: out.body = read_fru_locator(body); break;
        case 0x12: out.body = read_controller_locator(body); break;
        default: return out;
    }
    if (body.failed())
        return fail(Errc::malformed, fmt::format("SDR {:04x}h: {} bytes are too few for type {:02x}h",
                                                 out.header.record_id, out.header.length, out.header.type));
    return out;
}

}  // namespace ipmi::model
