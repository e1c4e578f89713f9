#include "session/exchange.hpp"

#include <algorithm>

#include "base/completion.hpp"
#include "base/error.hpp"

namespace ipmi::session {
namespace {

constexpr unsigned busy_answers_taken = 8;
constexpr unsigned overtaken_enough = 3;  // as TCP's duplicate acknowledgements: later requests answered, this one not
constexpr unsigned most_set_aside = 32;   // beyond, sequences would be used again too soon: a new session is quicker
constexpr auto first_busy_pause = std::chrono::milliseconds(20);

}  // namespace

Exchange::Exchange(Envelope envelope, Outlet& outlet, std::deque<Batch*>& batches, RoundTrip& round_trip,
                   Window& window, ExchangeCounters& counters)
    : envelope_(std::move(envelope)),
      outlet_(outlet),
      batches_(batches),
      round_trip_(round_trip),
      window_(window),
      counters_(counters) {
    for (std::uint8_t sequence = 0; sequence < free_.size(); ++sequence) free_[sequence] = sequence;
    free_count_ = free_.size();
}

/// The sequence that has been free for longest. Not one that was in use a moment ago: the network may have doubled its
/// request, and the second answer comes within about a round trip of the first.
bool Exchange::take_sequence(Time now, std::uint8_t& sequence) {
    for (std::uint8_t candidate = 0; set_aside_count_ > 0 && candidate < slots_.size(); ++candidate)
        if (slots_[candidate].state == State::set_aside && slots_[candidate].due <= now) {
            --set_aside_count_;
            release(candidate, now);
        }
    if (free_count_ == 0) return false;
    const auto oldest = free_[free_head_];
    if (set_aside_ && slots_[oldest].due > now) return false;
    sequence = oldest;
    free_head_ = (free_head_ + 1) % free_.size();
    --free_count_;
    return true;
}

void Exchange::release(std::uint8_t sequence, Time now) {
    slots_[sequence].state = State::free;
    slots_[sequence].batch = nullptr;
    slots_[sequence].due = now + 2 * round_trip_.smoothed();
    free_[(free_head_ + free_count_) % free_.size()] = sequence;
    ++free_count_;
}

void Exchange::pump(Time now) {
    starved_ = false;
    send_late(now);
    while (in_flight() < allowed() && !batches_.empty()) {
        auto& batch = *batches_.front();
        if (!batch.has_next()) {
            batches_.pop_front();  // everything of it is given out; its slots still point to it
            continue;
        }
        std::uint8_t sequence = 0;
        if (set_aside_count_ > most_set_aside || !take_sequence(now, sequence)) {
            starved_ = true;
            break;
        }
        auto& slot = slots_[sequence];
        slot = Slot{};
        slot.batch = &batch;
        slot.index = batch.take_next();
        const auto& command = batch.command(slot.index);
        slot.netfn = static_cast<std::uint8_t>(command.netfn);
        slot.command = command.command;
        slot.lun = command.lun;
        slot.first_sent = now;
        slot.state = State::waiting;
        waiting_[waiting_count_++] = sequence;
        transmit(sequence, now);
    }
    open_round();
}

unsigned Exchange::in_flight() const {
    unsigned count = 0;
    for (std::size_t i = 0; i < waiting_count_; ++i)
        if (slots_[waiting_[i]].state != State::late) ++count;
    return count;
}

/// What was lost goes out again before anything new, the oldest first, and no more at once than the window allows: a
/// BMC that dropped them for want of room would drop them again.
void Exchange::send_late(Time now) {
    while (in_flight() < allowed()) {
        std::size_t oldest = waiting_count_;
        for (std::size_t i = 0; i < waiting_count_; ++i) {
            if (slots_[waiting_[i]].state != State::late) continue;
            if (oldest == waiting_count_ || slots_[waiting_[i]].order < slots_[waiting_[oldest]].order) oldest = i;
        }
        if (oldest == waiting_count_) return;
        transmit(waiting_[oldest], now);
    }
}

/// A round is everything that is outstanding at one moment; it is clean when each of it is answered at the first try.
void Exchange::open_round() {
    if (round_open_ || waiting_count_ == 0) return;
    round_open_ = true;
    round_clean_ = true;
    round_end_ = order_;
    round_size_ = static_cast<unsigned>(waiting_count_);
    lost_in_round_ = 0;
}

/// What the first loss of a request says about the window: nothing where it was alone, for then it was the network;
/// else one step back for the whole round. Half a round, or silence, is more than a network loses.
void Exchange::note_lost(Slot& slot) {
    round_clean_ = false;
    ++lost_in_round_;
    if (round_size_ <= 1 && waiting_count_ <= 1) return;
    if (last_heard_ <= slot.last_sent || (lost_in_round_ > 1 && 2 * lost_in_round_ > round_size_))
        window_.on_trouble();
    else if (lost_in_round_ == 1)
        window_.on_loss();
}

void Exchange::transmit(std::uint8_t sequence, Time now) {
    auto& slot = slots_[sequence];
    const auto& command = slot.batch->command(slot.index);
    packet::LanMessage message;
    message.netfn = slot.netfn;
    message.target_lun = slot.lun;
    message.sequence = sequence;
    message.command = slot.command;
    message.data = command.data;
    envelope_.seal(datagram_, message);
    slot.state = State::waiting;
    slot.order = ++order_;
    slot.last_sent = now;
    slot.overtaken = 0;
    if (slot.sends < 255) ++slot.sends;
    slot.due = command.repeatable ? now + round_trip_.timeout(slot.sends) : slot.first_sent + patience;
    ++counters_.requests;
    if (slot.sends > 1) ++counters_.retransmissions;
    outlet_.send(datagram_);
}

bool Exchange::on_datagram(ByteView datagram, Time now) {
    const auto message = envelope_.open(datagram, plain_);
    if (!message) {
        ++counters_.refused_datagrams;
        return false;
    }
    last_heard_ = now;
    silent_ = false;
    auto& slot = slots_[message->sequence & 0x3f];
    const bool matches = slot.state != State::free && (message->netfn == (slot.netfn | 1)) &&
                         message->command == slot.command && message->source_lun == slot.lun &&
                         message->source_address == packet::bmc_address && !message->data.empty();
    if (!matches) {
        // Authentic, but an answer to nothing we asked: the BMC repeats or mixes up replies.
        ++counters_.refused_datagrams;
        spurious_ = true;
        round_clean_ = false;
        window_.on_trouble();
        return false;
    }
    const auto sequence = static_cast<std::uint8_t>(message->sequence & 0x3f);
    if (slot.state == State::set_aside) return true;  // the answer to another try, expected and not needed
    if (slot.state == State::busy) return true;       // the late answer of an earlier try; the pause goes on

    const ReplyView reply{message->data.front(), message->data.subspan(1)};
    if (reply.completion == completion::node_busy && slot.batch->command(slot.index).repeatable &&
        slot.busy_answers < busy_answers_taken) {
        round_clean_ = false;
        window_.on_trouble();
        slot.state = State::busy;
        slot.due = now + first_busy_pause * (1u << std::min<unsigned>(slot.busy_answers, 4));
        ++slot.busy_answers;
        return true;
    }
    ++counters_.replies;
    if (slot.sends == 1)
        round_trip_.sample(now - slot.last_sent);
    else if (slot.busy_answers == 0)
        round_trip_.ambiguous(now - slot.first_sent);
    note_overtaking(slot, now);
    auto* batch = slot.batch;
    const auto index = slot.index;
    settle(sequence, now);
    finish_round();
    batch->answer(index, reply);  // may end the batch; nothing of it is touched afterwards
    return true;
}

/// A request that three later ones have overtaken is lost, most likely: it is not left waiting for its timer. Of a
/// request that was repeated nobody knows which try was answered, so it has overtaken nothing.
void Exchange::note_overtaking(const Slot& answered, Time now) {
    if (answered.sends > 1) return;
    const auto order = answered.order;
    for (std::size_t i = 0; i < waiting_count_; ++i) {
        auto& slot = slots_[waiting_[i]];
        if (slot.state != State::waiting || slot.order >= order) continue;
        if (slot.overtaken < 255) ++slot.overtaken;
        if (slot.overtaken >= overtaken_enough && slot.batch->command(slot.index).repeatable)
            slot.due = std::min(slot.due, std::max(now, slot.last_sent + round_trip_.with_reordering()));
    }
}

void Exchange::leave_waiting(std::uint8_t sequence) {
    const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(waiting_count_);
    const auto at = std::find(waiting_.begin(), end, sequence);
    if (at == end) return;
    *at = *(end - 1);
    --waiting_count_;
}

/// The command has its answer, or is given up: frees the sequence or sets it aside.
void Exchange::settle(std::uint8_t sequence, Time now) {
    auto& slot = slots_[sequence];
    leave_waiting(sequence);
    if (slot.sends == 1 + slot.busy_answers || !set_aside_) {
        release(sequence, now);
        return;
    }
    slot.state = State::set_aside;
    ++set_aside_count_;
    slot.batch = nullptr;
    slot.due = now + set_aside_time;
}

void Exchange::finish_round() {
    if (!round_open_) return;
    for (std::size_t i = 0; i < waiting_count_; ++i)
        if (slots_[waiting_[i]].order <= round_end_) return;
    round_open_ = false;
    if (round_clean_) window_.on_clean_round(round_size_);
}

void Exchange::give_up(std::uint8_t sequence, Time now) {
    auto& slot = slots_[sequence];
    if (last_heard_ < slot.first_sent) silent_ = true;
    auto* batch = slot.batch;
    const auto index = slot.index;
    const bool repeatable = batch->command(index).repeatable;
    if (silent_ && repeatable) {
        // The session itself is in doubt: keep the command, the caller decides about a new session.
        batch->put_back(index);
        if (std::find(batches_.begin(), batches_.end(), batch) == batches_.end()) batches_.push_front(batch);
        settle(sequence, now);
        return;
    }
    settle(sequence, now);
    batch->fail(index, repeatable
                           ? Error{Errc::timeout, "no answer to this command", {}}
                           : Error{Errc::outcome_unknown, "the reply was lost; the command is not repeated", {}});
}

void Exchange::on_time(Time now) {
    for (std::size_t i = 0; i < waiting_count_;) {
        const auto sequence = waiting_[i];
        auto& slot = slots_[sequence];
        if (slot.due > now) {
            ++i;
            continue;
        }
        const bool repeatable = slot.batch->command(slot.index).repeatable;
        if (slot.state == State::busy) {
            transmit(sequence, now);
            ++i;
            continue;
        }
        if (!repeatable || (slot.sends >= least_tries && now - slot.first_sent >= patience)) {
            give_up(sequence, now);
            if (silent_) return;
            continue;
        }
        if (slot.sends == 1) note_lost(slot);
        slot.state = State::late;
        slot.due = Time::max();  // sent as soon as the window has room
        ++i;
    }
    pump(now);
}

Time Exchange::due() const {
    auto due = Time::max();
    for (std::size_t i = 0; i < waiting_count_; ++i) due = std::min(due, slots_[waiting_[i]].due);
    if (!starved_ || set_aside_count_ > most_set_aside) return due;  // the latter ends in a new session, not by waiting
    if (free_count_ > 0) due = std::min(due, slots_[free_[free_head_]].due);
    for (const auto& slot : slots_)
        if (slot.state == State::set_aside) due = std::min(due, slot.due);
    return due;
}

void Exchange::forget(const Batch& batch, Time now) {
    for (std::uint8_t sequence = 0; sequence < slots_.size(); ++sequence) {
        auto& slot = slots_[sequence];
        const bool open = slot.state == State::waiting || slot.state == State::late || slot.state == State::busy;
        if (slot.batch == &batch && open) settle(sequence, now);
    }
    std::erase(batches_, &batch);
}

void Exchange::abandon(const Error& why) {
    while (waiting_count_ > 0) {
        const auto sequence = waiting_[waiting_count_ - 1];
        --waiting_count_;
        auto& slot = slots_[sequence];
        auto* batch = slot.batch;
        slot.state = State::free;
        slot.batch = nullptr;
        if (batch->command(slot.index).repeatable) {
            batch->put_back(slot.index);
            if (std::find(batches_.begin(), batches_.end(), batch) == batches_.end()) batches_.push_front(batch);
        } else {
            batch->fail(slot.index, Error{Errc::outcome_unknown, why.context, {}});
        }
    }
}

bool Exchange::exhausted() const {
    return starved_ && waiting_count_ == 0 && set_aside_count_ > most_set_aside;
}

Quirks Exchange::quirks() const {
    auto quirks = envelope_.quirks();
    if (spurious_) quirks.note(Quirk::spurious_replies);
    if (window_.one_at_a_time()) quirks.note(Quirk::one_at_a_time);
    return quirks;
}

}  // namespace ipmi::session
