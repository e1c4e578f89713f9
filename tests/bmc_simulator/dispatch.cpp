#include "dispatch.hpp"

#include <array>
#include <memory>

#include "commands.hpp"
#include "wire/checksum.hpp"

namespace ipmi::sim {
namespace {

constexpr std::size_t netfns = 32;  // even ones, halved
constexpr std::uint8_t dcmi_group = 0xdc;

using Table = std::array<std::array<const Command*, 256>, netfns>;

const Table& table() {
    static const auto built = [] {
        auto made = std::make_unique<Table>();
        for (const auto list :
             {app_commands(), app_session_commands(), chassis_commands(), dcmi_commands(), sensor_commands(),
              sensor_event_commands(), device_sdr_commands(), storage_fru_commands(), storage_sdr_commands(),
              storage_sel_commands(), transport_commands()})
            for (const auto& command : list)
                (*made)[static_cast<std::size_t>(command.netfn) / 2][command.command] = &command;
        return made;
    }();
    return *built;
}

Completion run(Call& call, const Command* command) {
    if (call.session != nullptr && call.bmc.refuses()) return Completion::node_busy;
    if (command == nullptr) return Completion::invalid_command;
    // Of the group extensions only DCMI is spoken; PICMG and the rest are unknown commands.
    if (command->netfn == NetFn::group_extension && wire::Reader(call.body).u8() != dcmi_group)
        return Completion::invalid_command;
    if (command->least != Level::none) {
        if (call.session == nullptr) return Completion::insufficient_privilege;
        if (call.session->level < command->least) return Completion::insufficient_privilege;
    }
    return command->handler(call);
}

}  // namespace

bool execute(Bmc& bmc, Session* session, const packet::LanMessage& request, Time now, Bytes& plain) {
    if (request.target_address != packet::bmc_address || request.netfn % 2 != 0) return false;
    if (bmc.faults().is_silent(request.netfn, request.command)) return false;
    ++bmc.counters.commands;
    plain.clear();
    wire::Writer out(plain);
    // As LanMessage::encode lays it out, but with the body written in place.
    out.u8(request.source_address);
    out.u8(static_cast<std::uint8_t>((request.netfn + 1) << 2 | request.source_lun));
    out.u8(wire::checksum(out.written()));
    const auto second = out.size();
    out.u8(request.target_address);
    out.u8(static_cast<std::uint8_t>(request.sequence << 2 | request.target_lun));
    out.u8(request.command);
    const auto completion = out.size();
    out.u8(0);
    const auto body = out.size();
    Call call{bmc, session, request.target_lun, wire::Reader(request.data), out, now};
    const auto code = run(call, table()[request.netfn / 2u][request.command]);
    if (code != Completion::ok) plain.resize(body);
    out.patch(completion, static_cast<std::uint8_t>(code));
    out.u8(wire::checksum(out.written(second)));
    return true;
}

}  // namespace ipmi::sim
