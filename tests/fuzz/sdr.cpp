// A repository of a BMC: manufacturer and product, then records one behind the other, as Get SDR returns them.
#include "fuzz/fuzz.hpp"
#include "model/conversion.hpp"
#include "model/sdr_decode.hpp"
#include "model/table_file.hpp"

#include <set>

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 4 || size > 4096) return 0;
    ipmi::DeviceId device;
    device.manufacturer_id = static_cast<std::uint32_t>(data[0] | data[1] << 8);
    device.product_id = static_cast<std::uint16_t>(data[2] | data[3] << 8);
    const auto records = ipmi::model::split_sdr(ipmi::ByteView(data + 4, size - 4));
    const auto table = ipmi::model::decode_sdr(records, device);
    fuzz::require(table.has_value(), "no record ends the decoding");
    std::set<std::string> labels;
    for (const auto& sensor : table->sensors) fuzz::require(labels.insert(sensor.label).second, "labels are unique");
    const auto kept = ipmi::model::decode_table(ipmi::model::encode_table(*table));
    fuzz::require(kept.has_value(), "a decoded table can be kept");
    return 0;
}
