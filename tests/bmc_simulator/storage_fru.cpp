// FRU inventory commands. IPMI v2.0 rev 1.1, §34. Devices are read by bytes.
#include "commands.hpp"
#include "message/storage/get_fru_inventory_area_info.hpp"
#include "message/storage/read_fru_data.hpp"
#include "message/storage/write_fru_data.hpp"

namespace ipmi::sim {
namespace {

Completion get_fru_inventory_area_info(Call& call) {
    return respond<storage::GetFruInventoryAreaInfo>(call, [&call](const auto& request, auto& response) {
        const auto* image = call.bmc.fru(request.fru_device_id);
        if (image == nullptr) return Completion::not_present;
        response.size_bytes = static_cast<std::uint16_t>(std::min<std::size_t>(image->size(), 0xffff));
        return Completion::ok;
    });
}

Completion read_fru_data(Call& call) {
    return respond<storage::ReadFruData>(call, [&call](const auto& request, auto& response) {
        const auto* image = call.bmc.fru(request.fru_device_id);
        if (image == nullptr) return Completion::not_present;
        if (request.offset >= image->size()) return Completion::parameter_out_of_range;
        if (request.count_to_read > call.bmc.max_read()) return Completion::cannot_return_bytes;
        const auto rest = ByteView(*image).subspan(request.offset);
        const auto part = rest.first(std::min<std::size_t>(request.count_to_read, rest.size()));
        response.count_returned = static_cast<std::uint8_t>(part.size());
        response.data.assign(part.begin(), part.end());
        return Completion::ok;
    });
}

Completion write_fru_data(Call& call) {
    return respond<storage::WriteFruData>(call, [&call](const auto& request, auto& response) {
        auto* image = call.bmc.writable_fru(request.fru_device_id);
        if (image == nullptr) return Completion::not_present;
        if (request.offset >= image->size()) return Completion::parameter_out_of_range;
        const auto count = std::min(request.data.size(), image->size() - request.offset);
        std::copy_n(request.data.begin(), count, image->begin() + request.offset);
        response.count_written = static_cast<std::uint8_t>(count);
        return Completion::ok;
    });
}

constexpr Command storage_fru_table[] = {
    {NetFn::storage, storage::GetFruInventoryAreaInfo::command, Level::user, get_fru_inventory_area_info},
    {NetFn::storage, storage::ReadFruData::command, Level::user, read_fru_data},
    {NetFn::storage, storage::WriteFruData::command, Level::operator_, write_fru_data},
};

}  // namespace

std::span<const Command> storage_fru_commands() {
    return storage_fru_table;
}

}  // namespace ipmi::sim
