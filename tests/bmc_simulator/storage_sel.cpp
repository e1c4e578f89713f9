// SEL commands. IPMI v2.0 rev 1.1, §31.
#include "commands.hpp"
#include "message/storage/add_sel_entry.hpp"
#include "message/storage/clear_sel.hpp"
#include "message/storage/delete_sel_entry.hpp"
#include "message/storage/get_sel_entry.hpp"
#include "message/storage/get_sel_info.hpp"
#include "message/storage/get_sel_time.hpp"
#include "message/storage/reserve_sel.hpp"
#include "message/storage/set_sel_time.hpp"

namespace ipmi::sim {
namespace {

Completion get_sel_info(Call& call) {
    return respond<storage::GetSelInfo>(call, [&call](const auto&, auto& response) {
        const auto& log = call.bmc.log;
        const auto free_records = log.capacity() - std::min(log.capacity(), log.records().size());
        response.entries = static_cast<std::uint16_t>(log.records().size());
        response.free_bytes =
            static_cast<std::uint16_t>(std::min<std::size_t>(free_records * sizeof(SelBytes), 0xffff));
        response.most_recent_addition = log.last_addition();
        response.most_recent_erase = log.last_erase();
        response.supports_reserve = true;
        response.supports_delete = true;
        response.overflow = log.overflow;
        return Completion::ok;
    });
}

Completion reserve_sel(Call& call) {
    return respond<storage::ReserveSel>(call, [&call](const auto&, auto& response) {
        response.reservation_id = call.bmc.log.reserve();
        return Completion::ok;
    });
}

Completion get_sel_entry(Call& call) {
    return respond<storage::GetSelEntry>(call, [&call](const auto& request, auto& response) {
        const auto& log = call.bmc.log;
        const bool in_parts = request.offset != 0;
        if ((in_parts || request.reservation_id != 0) && !log.holds(request.reservation_id))
            return Completion::reservation_cancelled;
        const auto position = log.find(request.record_id);
        if (!position) return Completion::not_present;
        const auto& record = log.records()[*position];
        if (request.offset >= record.size()) return Completion::parameter_out_of_range;
        const auto rest = ByteView(record).subspan(request.offset);
        const auto part = rest.first(std::min<std::size_t>(request.bytes_to_read, rest.size()));
        if (part.size() > call.bmc.max_read()) return Completion::cannot_return_bytes;
        const bool last = *position + 1 == log.records().size();
        response.next_record_id = last ? std::uint16_t{0xffff} : EventLog::id_of(log.records()[*position + 1]);
        response.record_data.assign(part.begin(), part.end());
        return Completion::ok;
    });
}

Completion add_sel_entry(Call& call) {
    return respond<storage::AddSelEntry>(call, [&call](const auto& request, auto& response) {
        const auto id = call.bmc.log.add(request.record, call.bmc.log_time(call.now));
        if (!id) return Completion::out_of_space;
        response.record_id = *id;
        return Completion::ok;
    });
}

Completion delete_sel_entry(Call& call) {
    return respond<storage::DeleteSelEntry>(call, [&call](const auto& request, auto& response) {
        auto& log = call.bmc.log;
        if (!log.holds(request.reservation_id)) return Completion::reservation_cancelled;
        const auto position = log.find(request.record_id);
        if (!position) return Completion::not_present;
        response.record_id = EventLog::id_of(log.records()[*position]);
        log.erase(*position, call.bmc.log_time(call.now));
        return Completion::ok;
    });
}

Completion clear_sel(Call& call) {
    return respond<storage::ClearSel>(call, [&call](const auto& request, auto& response) {
        auto& log = call.bmc.log;
        constexpr std::uint8_t completed = 1;
        response.erasure_progress = completed;
        if (request.operation == storage::ClearSel::Operation::get_erasure_status) return Completion::ok;
        if (!log.holds(request.reservation_id)) return Completion::reservation_cancelled;
        log.clear(call.bmc.log_time(call.now));
        return Completion::ok;
    });
}

Completion get_sel_time(Call& call) {
    return respond<storage::GetSelTime>(call, [&call](const auto&, auto& response) {
        response.time = call.bmc.log_time(call.now);
        return Completion::ok;
    });
}

Completion set_sel_time(Call& call) {
    return respond<storage::SetSelTime>(call, [&call](const auto& request, auto&) {
        call.bmc.set_log_time(request.time, call.now);
        return Completion::ok;
    });
}

constexpr Command storage_sel_table[] = {
    {NetFn::storage, storage::GetSelInfo::command, Level::user, get_sel_info},
    {NetFn::storage, storage::ReserveSel::command, Level::user, reserve_sel},
    {NetFn::storage, storage::GetSelEntry::command, Level::user, get_sel_entry},
    {NetFn::storage, storage::AddSelEntry::command, Level::operator_, add_sel_entry},
    {NetFn::storage, storage::DeleteSelEntry::command, Level::operator_, delete_sel_entry},
    {NetFn::storage, storage::ClearSel::command, Level::operator_, clear_sel},
    {NetFn::storage, storage::GetSelTime::command, Level::user, get_sel_time},
    {NetFn::storage, storage::SetSelTime::command, Level::operator_, set_sel_time},
};

}  // namespace

std::span<const Command> storage_sel_commands() {
    return storage_sel_table;
}

}  // namespace ipmi::sim
