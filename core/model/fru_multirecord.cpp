#include "model/fru_multirecord.hpp"

#include <fmt/format.h>

#include <array>

#include "base/hex.hpp"
#include "base/text.hpp"
#include "model/fru_fields.hpp"
#include "wire/reader.hpp"

namespace ipmi::model {
namespace {

enum RecordType : std::uint8_t {
    power_supply = 0x00,
    dc_output = 0x01,
    dc_load = 0x02,
    management_access = 0x03,
    base_compatibility = 0x04,
    extended_compatibility = 0x05,
    extended_dc_output = 0x09,
    extended_dc_load = 0x0a,
    first_oem = 0xc0,
};

constexpr std::uint32_t picmg = 0x315a;

class Fields {
public:
    explicit Fields(FruArea& area) : area_(area) {}
    void text(std::string_view name, std::string value) { area_.fields.emplace_back(name, std::move(value)); }
    void number(std::string_view name, long value) { text(name, std::to_string(value)); }
    void yes_no(std::string_view name, bool value) { text(name, value ? "yes" : "no"); }

private:
    FruArea& area_;
};

/// Voltages stand in steps of 10 mV, two's complement.
long millivolts(std::uint16_t raw) {
    return static_cast<std::int16_t>(raw) * 10L;
}

void describe_power_supply(wire::Reader in, Fields fields) {  // §18.1
    constexpr unsigned unspecified_peak = 0xfff;
    static constexpr const char* voltages[] = {"12 V", "-12 V", "5 V", "3.3 V"};
    const auto voltage = [](unsigned code) {
        return code < 4 ? std::string(voltages[code]) : fmt::format("code {}", code);
    };
    fields.number("capacity_watts", in.u16() & 0xfff);
    fields.number("peak_va", in.u16());
    fields.number("inrush_current_amps", in.u8());
    fields.number("inrush_interval_ms", in.u8());
    fields.number("input_low_1_mv", millivolts(in.u16()));
    fields.number("input_high_1_mv", millivolts(in.u16()));
    fields.number("input_low_2_mv", millivolts(in.u16()));
    fields.number("input_high_2_mv", millivolts(in.u16()));
    fields.number("frequency_low_hz", in.u8());
    fields.number("frequency_high_hz", in.u8());
    fields.number("dropout_tolerance_ms", in.u8());
    const auto flags = in.u8();
    fields.yes_no("predictive_fail_support", (flags & 0x01) != 0);
    fields.yes_no("power_factor_correction", (flags & 0x02) != 0);
    fields.yes_no("autoswitch", (flags & 0x04) != 0);
    fields.yes_no("hot_swap", (flags & 0x08) != 0);
    const unsigned peak = in.u16();
    if ((peak & 0xfff) != unspecified_peak) {
        fields.number("peak_capacity_watts", peak & 0xfff);
        fields.number("hold_up_time_s", peak >> 12);
    }
    const unsigned combined = in.u8();
    const auto combined_watts = in.u16();
    if (combined_watts != 0) {
        fields.text("combined_voltage_1", voltage(combined >> 4));
        fields.text("combined_voltage_2", voltage(combined & 0x0f));
        fields.number("combined_watts", combined_watts);
    }
    const auto tachometer = in.u8();
    if ((flags & 0x01) != 0 && tachometer != 0) {
        fields.number("fan_pulses_per_rotation", (flags & 0x10) != 0 ? 2 : 1);
        fields.number("fan_lower_threshold_rps", tachometer);
    }
}

/// Currents in mA; in steps of 10 or 100 mA in the extended records.
long current_step_ma(bool extended, std::uint8_t first) {
    return !extended ? 1 : (first & 0x10) != 0 ? 100 : 10;
}

void describe_dc_output(wire::Reader in, Fields fields, bool extended) {  // §18.2, §18.2a
    const auto first = in.u8();
    const long step = current_step_ma(extended, first);
    fields.number("output_number", first & 0x0f);
    fields.yes_no("standby", (first & 0x80) != 0);
    fields.number("nominal_mv", millivolts(in.u16()));
    fields.number("minimum_mv", millivolts(in.u16()));
    fields.number("maximum_mv", millivolts(in.u16()));
    fields.number("ripple_and_noise_mv", in.u16());
    fields.number("minimum_current_ma", in.u16() * step);
    fields.number("maximum_current_ma", in.u16() * step);
}

void describe_dc_load(wire::Reader in, Fields fields, bool extended) {  // §18.3, §18.3a
    const auto first = in.u8();
    const long step = current_step_ma(extended, first);
    fields.number("output_number", first & 0x0f);
    fields.number("nominal_mv", millivolts(in.u16()));
    fields.number("minimum_mv", millivolts(in.u16()));
    fields.number("maximum_mv", millivolts(in.u16()));
    fields.number("ripple_and_noise_mv", in.u16());
    fields.number("minimum_load_ma", in.u16() * step);
    fields.number("maximum_load_ma", in.u16() * step);
}

void describe_management_access(wire::Reader in, Fields fields) {  // §18.4
    static constexpr std::array names{"system_management_url",    "system_name",    "system_ping_address",
                                      "component_management_url", "component_name", "component_ping_address",
                                      "system_unique_id"};
    const auto kind = in.u8();
    const auto value = in.rest();
    if (kind == 0 || kind > names.size()) {
        fields.text("sub_record_type", fmt::format("{:02x}h", kind));
        fields.text("data", to_hex(value, " "));
        return;
    }
    fields.text(names[kind - 1u], kind == names.size() ? to_hex(value) : clean_text(as_text(value)));
}

void describe_compatibility(wire::Reader in, Fields fields) {  // §18.5, §18.6
    fields.number("manufacturer_id", static_cast<long>(in.u24()));
    fields.number("entity_id", in.u8());
    fields.number("compatibility_base", in.u8());
    fields.number("first_code", in.u8() & 0x7f);
    fields.text("code_mask", to_hex(in.rest(), " "));
}

void describe_oem(wire::Reader in, Fields fields) {  // §18.7
    const auto manufacturer = in.u24();
    fields.number("manufacturer_id", static_cast<long>(manufacturer));
    const auto data = in.rest();
    if (manufacturer == picmg && data.size() >= 2) {
        fields.text("picmg_record", fmt::format("{:02x}h", data[0]));
        // AMC.0: current of the module; MicroTCA: largest current of the power module; in tenths of an ampere.
        if (data[0] == 0x16 && data.size() >= 3)
            fields.text("module_current_amps", fmt::format("{:.1f}", data[2] / 10.0));
        if (data[0] == 0x27 && data.size() >= 4)
            fields.text("maximum_current_amps", fmt::format("{:.1f}", (data[2] | data[3] << 8) / 10.0));
    }
    fields.text("data", to_hex(data, " "));
}

std::size_t least_size(std::uint8_t type) {
    switch (type) {
        case power_supply: return 24;
        case dc_output:
        case dc_load:
        case extended_dc_output:
        case extended_dc_load: return 13;
        case management_access: return 1;
        case base_compatibility:
        case extended_compatibility: return 6;
        default: return type >= first_oem ? 3 : 0;
    }
}

}  // namespace

void describe_multirecord(ByteView data, FruArea& record) {
    if (data.size() < least_size(record.record_type)) {
        warn(record.warning, fmt::format("multirecord of type {:02x}h has {} of {} bytes", record.record_type,
                                         data.size(), least_size(record.record_type)));
        return;
    }
    const wire::Reader in(data);
    const Fields fields(record);
    switch (record.record_type) {
        case power_supply: return describe_power_supply(in, fields);
        case dc_output: return describe_dc_output(in, fields, false);
        case extended_dc_output: return describe_dc_output(in, fields, true);
        case dc_load: return describe_dc_load(in, fields, false);
        case extended_dc_load: return describe_dc_load(in, fields, true);
        case management_access: return describe_management_access(in, fields);
        case base_compatibility:
        case extended_compatibility: return describe_compatibility(in, fields);
        default:
            if (record.record_type >= first_oem) describe_oem(in, fields);
    }
}

}  // namespace ipmi::model
