// The SDR repository: read-only, with reservations. IPMI v2.0 rev 1.1, §33.
#include "commands.hpp"
#include "message/storage/get_sdr.hpp"
#include "message/storage/get_sdr_repository_info.hpp"
#include "message/storage/get_sdr_repository_time.hpp"
#include "message/storage/reserve_sdr_repository.hpp"
#include "sdr_access.hpp"

namespace ipmi::sim {
namespace {

Completion get_sdr_repository_info(Call& call) {
    if (call.bmc.profile().device_sdrs) return Completion::invalid_command;
    return respond<storage::GetSdrRepositoryInfo>(call, [&call](const auto&, auto& response) {
        const auto& profile = call.bmc.profile();
        response.record_count = static_cast<std::uint16_t>(profile.records().size());
        response.free_space_bytes = 0;
        response.most_recent_addition = call.bmc.sdr_timestamp();
        response.most_recent_erase = profile.sdr_timestamp;
        response.operation_support = 0x02;  // Reserve SDR Repository
        return Completion::ok;
    });
}

Completion reserve_sdr_repository(Call& call) {
    if (call.bmc.profile().device_sdrs) return Completion::invalid_command;
    return respond<storage::ReserveSdrRepository>(call, [&call](const auto&, auto& response) {
        response.reservation_id = call.bmc.reserve_sdrs();
        return Completion::ok;
    });
}

Completion get_sdr(Call& call) {
    if (call.bmc.profile().device_sdrs) return Completion::invalid_command;
    return read_sdr<storage::GetSdr>(call);
}

Completion get_sdr_repository_time(Call& call) {
    if (call.bmc.profile().device_sdrs) return Completion::invalid_command;
    return respond<storage::GetSdrRepositoryTime>(call, [&call](const auto&, auto& response) {
        response.time = call.bmc.log_time(call.now);
        return Completion::ok;
    });
}

constexpr Command storage_sdr_table[] = {
    {NetFn::storage, storage::GetSdrRepositoryInfo::command, Level::user, get_sdr_repository_info},
    {NetFn::storage, storage::ReserveSdrRepository::command, Level::user, reserve_sdr_repository},
    {NetFn::storage, storage::GetSdr::command, Level::user, get_sdr},
    {NetFn::storage, storage::GetSdrRepositoryTime::command, Level::user, get_sdr_repository_time},
};

}  // namespace

std::span<const Command> storage_sdr_commands() {
    return storage_sdr_table;
}

}  // namespace ipmi::sim
