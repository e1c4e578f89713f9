// A SEL behind a scripted channel: records with ids of any kind, and the ways in which firmware gets it wrong.
#pragma once

#include <set>

#include "message/storage/clear_sel.hpp"
#include "message/storage/get_sel_entry.hpp"
#include "message/storage/get_sel_info.hpp"
#include "message/storage/get_sel_time.hpp"
#include "message/storage/reserve_sel.hpp"
#include "message/storage/set_sel_time.hpp"
#include "model/sel_reader.hpp"
#include "scripted_channel.hpp"

namespace ipmi::test {

struct ScriptedLog {
    std::vector<std::uint16_t> ids{};  ///< in the order of the chain
    std::vector<model::RawSelRecord> records{};
    std::uint32_t last_erase = 0x60000000;
    std::uint32_t clock = 0x65000000;
    std::uint16_t entries_too_many = 0;  ///< what the count is wrong by
    std::size_t largest_read = 255;      ///< beyond, and for whole records where below 16: `refusal_code`
    std::uint8_t refusal_code = 0xca;
    std::size_t gives_at_most = 255;  ///< shorter answers than asked for
    bool needs_reservation = false;   ///< even for whole records
    unsigned lose_every = 0;          ///< every n-th entry finds its reservation cancelled
    bool reservations = true;
    bool endless = false;  ///< the last record's successor is a new one, for ever
    bool circle = false;   ///< the last record's successor is the first
    std::set<std::uint16_t> unreadable{};
    std::optional<std::size_t> silent_after{};  ///< entries answered until nothing is
    unsigned erasure_polls = 2;
    bool lose_erase_reply = false;
    std::function<void(ScriptedLog&)> before_erase{};  ///< something happens between the look and the erasure

    std::uint16_t reservation = 0;
    bool reserved = false;
    unsigned entries_asked = 0;
    unsigned erasures = 0;
    unsigned polls = 0;

    void add(std::uint16_t id, std::uint32_t time, std::uint8_t sensor = 1) {
        model::RawSelRecord raw{};
        raw[0] = static_cast<std::uint8_t>(id);
        raw[1] = static_cast<std::uint8_t>(id >> 8);
        raw[2] = 0x02;
        for (unsigned i = 0; i < 4; ++i) raw[3 + i] = static_cast<std::uint8_t>(time >> 8 * i);
        raw[7] = 0x20;
        raw[9] = 0x04;
        raw[10] = 0x08;
        raw[11] = sensor;
        raw[12] = 0x6f;
        raw[13] = 0x01;
        ids.push_back(id);
        records.push_back(raw);
        reserved = false;
    }
    void fill(std::size_t count, std::uint16_t first = 1) {
        for (std::size_t i = 0; i < count; ++i)
            add(static_cast<std::uint16_t>(first + i), static_cast<std::uint32_t>(0x65000000 + 60 * (first + i)));
    }
    void drop_oldest(std::size_t count) {
        ids.erase(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(count));
        records.erase(records.begin(), records.begin() + static_cast<std::ptrdiff_t>(count));
    }
    void clear(std::uint32_t at) {
        ids.clear();
        records.clear();
        last_erase = at;
        reserved = false;
    }

    Result<session::Reply> operator()(const session::Command& command) {
        using namespace storage;
        switch (command.command) {
            case GetSelInfo::command: {
                GetSelInfo::Response response;
                response.entries = static_cast<std::uint16_t>(records.size() + entries_too_many);
                response.free_bytes = 1000;
                response.most_recent_erase = last_erase;
                response.supports_reserve = reservations;
                return answered<GetSelInfo>(response);
            }
            case ReserveSel::command: {
                if (!reservations) return refusal(0xc1);
                ReserveSel::Response response;
                reserved = true;
                response.reservation_id = ++reservation;
                return answered<ReserveSel>(response);
            }
            case GetSelEntry::command: return entry(command);
            case ClearSel::command: return erase(command);
            case GetSelTime::command: {
                GetSelTime::Response response;
                response.time = clock;
                return answered<GetSelTime>(response);
            }
            case SetSelTime::command: {
                EXPECT_FALSE(command.repeatable);
                const auto request = SetSelTime::decode_request(wire::Reader(command.data));
                if (!request) return refusal(0xc7);
                clock = request->time;
                return answered<SetSelTime>({});
            }
            default: return refusal(0xc1);
        }
    }

private:
    Result<session::Reply> entry(const session::Command& command) {
        using storage::GetSelEntry;
        const auto request = GetSelEntry::decode_request(wire::Reader(command.data));
        if (!request) return refusal(0xc7);
        ++entries_asked;
        if (silent_after && entries_asked > *silent_after) return fail(Errc::timeout, "no answer");
        if (lose_every != 0 && entries_asked % lose_every == 0) reserved = false;
        if ((needs_reservation || request->offset != 0) && (!reserved || request->reservation_id != reservation))
            return refusal(0xc5);
        const bool whole = request->bytes_to_read == 0xff;
        if ((whole ? 16u : request->bytes_to_read) > largest_read || (whole && largest_read < 255))
            return refusal(refusal_code);
        std::size_t at = 0;
        if (request->record_id == 0xffff) {
            if (records.empty()) return refusal(0xcb);
            at = records.size() - 1;
        } else if (request->record_id != 0) {
            while (at < ids.size() && ids[at] != request->record_id) ++at;
        }
        if (at >= records.size() && endless && request->record_id != 0) {
            add(request->record_id, 0x66000000);
            at = records.size() - 1;
        }
        if (at >= records.size() || unreadable.contains(ids[at])) return refusal(0xcb);
        GetSelEntry::Response response;
        response.next_record_id = at + 1 < ids.size() ? ids[at + 1] : 0xffff;
        if (at + 1 == ids.size() && circle) response.next_record_id = ids.front();
        if (at + 1 == ids.size() && endless) response.next_record_id = static_cast<std::uint16_t>(ids[at] + 1);
        const auto size =
            std::min({std::size_t{request->bytes_to_read}, std::size_t{16} - request->offset, gives_at_most});
        const auto data = ByteView(records[at]).subspan(request->offset, size);
        response.record_data.assign(data.begin(), data.end());
        return answered<GetSelEntry>(response);
    }

    Result<session::Reply> erase(const session::Command& command) {
        using storage::ClearSel;
        const auto request = ClearSel::decode_request(wire::Reader(command.data));
        if (!request) return refusal(0xcc);
        ClearSel::Response response;
        if (request->operation == ClearSel::Operation::initiate_erase) {
            EXPECT_FALSE(command.repeatable);
            if (before_erase) std::exchange(before_erase, {})(*this);
            if (reservations && (!reserved || request->reservation_id != reservation)) return refusal(0xc5);
            ++erasures;
            clear(last_erase + 1000);
            polls = 0;
            if (lose_erase_reply) return fail(Errc::outcome_unknown, "the reply was lost");
        } else {
            ++polls;
        }
        response.erasure_progress = polls >= erasure_polls ? 1 : 0;
        return answered<ClearSel>(response);
    }
};

}  // namespace ipmi::test
