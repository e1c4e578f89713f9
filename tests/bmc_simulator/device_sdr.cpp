// Device SDRs, for profiles without a repository. IPMI v2.0 rev 1.1, §35.2 to §35.4.
#include "commands.hpp"
#include "message/sensor/get_device_sdr.hpp"
#include "message/sensor/get_device_sdr_info.hpp"
#include "message/sensor/reserve_device_sdr_repository.hpp"
#include "sdr_access.hpp"

namespace ipmi::sim {
namespace {

Completion get_device_sdr_info(Call& call) {
    if (!call.bmc.profile().device_sdrs) return Completion::invalid_command;
    return respond<sensor::GetDeviceSdrInfo>(call, [&call](const auto& request, auto& response) {
        const auto& profile = call.bmc.profile();
        const auto on_lun = [&call](const SensorTemplate& s) { return s.lun == call.lun; };
        const auto count = request.operation & 1 ? static_cast<std::ptrdiff_t>(profile.records().size())
                                                 : std::ranges::count_if(profile.sensors(), on_lun);
        response.count = static_cast<std::uint8_t>(std::min<std::ptrdiff_t>(count, 255));
        unsigned luns = 0;
        for (const auto& s : profile.sensors()) luns |= 1u << s.lun;
        constexpr unsigned dynamic_population = 0x80;
        response.flags = static_cast<std::uint8_t>(dynamic_population | luns);
        response.population_change = call.bmc.sdr_timestamp();
        return Completion::ok;
    });
}

Completion reserve_device_sdr_repository(Call& call) {
    if (!call.bmc.profile().device_sdrs) return Completion::invalid_command;
    return respond<sensor::ReserveDeviceSdrRepository>(call, [&call](const auto&, auto& response) {
        response.reservation_id = call.bmc.reserve_sdrs();
        return Completion::ok;
    });
}

Completion get_device_sdr(Call& call) {
    if (!call.bmc.profile().device_sdrs) return Completion::invalid_command;
    return read_sdr<sensor::GetDeviceSdr>(call);
}

constexpr Command device_sdr_table[] = {
    {NetFn::sensor_event, sensor::GetDeviceSdrInfo::command, Level::user, get_device_sdr_info},
    {NetFn::sensor_event, sensor::GetDeviceSdr::command, Level::user, get_device_sdr},
    {NetFn::sensor_event, sensor::ReserveDeviceSdrRepository::command, Level::user, reserve_device_sdr_repository},
};

}  // namespace

std::span<const Command> device_sdr_commands() {
    return device_sdr_table;
}

}  // namespace ipmi::sim
