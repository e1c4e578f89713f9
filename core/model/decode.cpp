#include <fmt/format.h>

#include <algorithm>
#include <ipmi/decode.hpp>

#include "base/error.hpp"
#include "model/boot_progress.hpp"
#include "model/fru_decode.hpp"
#include "model/sdr_decode.hpp"
#include "model/sel_decode.hpp"

namespace ipmi {

Fru decode_fru_image(std::span<const std::uint8_t> image) {
    Fru fru;
    model::decode_fru(image, fru);
    return fru;
}

Result<SelReport> decode_sel_image(std::span<const std::uint8_t> image, const DeviceId& device,
                                   std::shared_ptr<const SensorTable> table) {
    const auto raw = model::split_sel(image);
    if (raw.empty()) return fail(Errc::malformed, fmt::format("{} bytes are no SEL: a record has 16", image.size()));
    const auto decoder = model::SelDecoder::open(device, std::move(table));
    if (!decoder) return std::unexpected(decoder.error());
    SelReport report;
    report.records = model::decode_sel(raw, *decoder);
    report.info.entries = static_cast<std::uint16_t>(std::min<std::size_t>(raw.size(), 0xffff));
    report.boot_progress = model::boot_progress(report.records);
    const auto rest = image.size() - raw.size() * model::RawSelRecord{}.size();
    if (rest != 0) report.warnings.push_back(fmt::format("the last {} bytes are no whole record", rest));
    return report;
}

Result<SensorTable> decode_sdr_image(std::span<const std::uint8_t> image, const DeviceId& device) {
    const auto records = model::split_sdr(image);
    if (records.empty()) return fail(Errc::malformed, fmt::format("{} bytes are no SDRs", image.size()));
    return model::decode_sdr(records, device);
}

}  // namespace ipmi
