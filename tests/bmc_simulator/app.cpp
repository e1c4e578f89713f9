// Who the BMC is. IPMI v2.0 rev 1.1, §20.
#include "commands.hpp"
#include "message/app/cold_reset.hpp"
#include "message/app/get_device_guid.hpp"
#include "message/app/get_device_id.hpp"
#include "message/app/get_self_test_results.hpp"
#include "message/app/get_system_guid.hpp"

namespace ipmi::sim {
namespace {

Completion get_device_id(Call& call) {
    return respond<app::GetDeviceId>(call, [&call](const auto&, auto& response) {
        response = call.bmc.profile().device_id;
        return Completion::ok;
    });
}

Completion cold_reset(Call& call) {
    return respond<app::ColdReset>(call, [&call](const auto&, auto&) {
        call.bmc.reset_requested = true;  // once the answer is sealed
        return Completion::ok;
    });
}

Completion get_self_test_results(Call& call) {
    return respond<app::GetSelfTestResults>(call, [](const auto&, auto&) { return Completion::ok; });
}

/// The same for the device and the system: this BMC is the system's only controller.
template <class M>
Completion get_guid(Call& call) {
    return respond<M>(call, [&call](const auto&, auto& response) {
        response.guid = call.bmc.guid;
        return Completion::ok;
    });
}

constexpr Command app_table[] = {
    {NetFn::app, app::GetDeviceId::command, Level::user, get_device_id},
    {NetFn::app, app::ColdReset::command, Level::administrator, cold_reset},
    {NetFn::app, app::GetSelfTestResults::command, Level::user, get_self_test_results},
    {NetFn::app, app::GetDeviceGuid::command, Level::user, get_guid<app::GetDeviceGuid>},
    {NetFn::app, app::GetSystemGuid::command, Level::none, get_guid<app::GetSystemGuid>},
};

}  // namespace

std::span<const Command> app_commands() {
    return app_table;
}

}  // namespace ipmi::sim
