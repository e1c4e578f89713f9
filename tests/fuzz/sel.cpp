// A log of a BMC: the manufacturer's number, then records of 16 bytes, decoded without and with a sensor table.
#include "fuzz/fuzz.hpp"
#include "model/sdr_decode.hpp"
#include "model/sel_decode.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 5 || size > 2048) return 0;
    ipmi::DeviceId device;
    device.manufacturer_id = static_cast<std::uint32_t>(data[0] | data[1] << 8);
    device.product_id = static_cast<std::uint16_t>(data[2] | data[3] << 8);
    device.ipmi_version = data[4] < 0x80 ? 0x02 : 0x51;
    const auto decoder = ipmi::model::SelDecoder::open(device, nullptr);
    fuzz::require(decoder.has_value(), "libfreeipmi is installed");
    const auto raw = ipmi::model::split_sel(ipmi::ByteView(data + 5, size - 5));
    const auto records = ipmi::model::decode_sel(raw, *decoder);
    fuzz::require(records.size() == raw.size(), "no record is lost");
    for (std::size_t i = 0; i < raw.size(); ++i) fuzz::require(records[i].raw == raw[i], "a record keeps its bytes");
    return 0;
}
