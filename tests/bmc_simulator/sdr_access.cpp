#include "sdr_access.hpp"

namespace ipmi::sim {

SdrPart read_sdr_part(Bmc& bmc, std::uint16_t reservation, std::uint16_t record, std::uint8_t offset,
                      std::uint8_t count) {
    // A reservation is only asked for where a record is read in parts. §33.12.
    if ((offset != 0 || reservation != 0) && !bmc.holds_sdr_reservation(reservation))
        return {Completion::reservation_cancelled};
    const auto position = bmc.profile().find_record(record);
    if (!position) return {Completion::not_present};
    const ByteView bytes(bmc.profile().records()[*position]);
    if (offset >= bytes.size()) return {Completion::parameter_out_of_range};
    const auto part = bytes.subspan(offset, std::min<std::size_t>(count, bytes.size() - offset));
    if (part.size() > bmc.max_read()) return {Completion::cannot_return_bytes};
    const bool last = *position + 1 == bmc.profile().records().size();
    const auto next = last ? std::uint16_t{0xffff} : bmc.profile().id_of(*position + 1);
    return {Completion::ok, next, part};
}

}  // namespace ipmi::sim
