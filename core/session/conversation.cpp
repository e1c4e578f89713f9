#include "session/conversation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/error.hpp"
#include "message/app/close_session.hpp"
#include "message/app/get_device_id.hpp"
#include "message/app/set_session_privilege_level.hpp"

namespace ipmi::session {
namespace {

constexpr unsigned handshake_tries = 6;  ///< then the login begins anew; the last word where there is no deadline
constexpr unsigned most_restarts = 2;
/// Whatever was measured of readings: proofs take a BMC longer, and one that is sent the same RAKP 1 twice may draw a
/// second random number and find our proof wrong.
constexpr auto least_step_time = std::chrono::milliseconds(100);

const char* stage_name(Handshake::Step step) {
    switch (step) {
        case Handshake::Step::open_session: return "Open Session";
        case Handshake::Step::rakp1: return "RAKP 1";
        case Handshake::Step::rakp3: return "RAKP 3";
        case Handshake::Step::done: break;
    }
    return "session";
}

Command close_session(const Envelope& envelope) {
    app::CloseSession::Request request;
    request.session_id = envelope.bmc_session_id();
    return command_of<app::CloseSession>(request);
}

Bytes goodbye_in(Envelope& envelope) {
    const auto command = close_session(envelope);
    packet::LanMessage message;
    message.netfn = static_cast<std::uint8_t>(command.netfn);
    message.command = command.command;
    message.data = command.data;
    Bytes datagram;
    envelope.seal(datagram, message);
    return datagram;
}

}  // namespace

/// A command of the conversation's own: privilege, keep-alive, goodbye.
class Conversation::Internal final : public ReplySink {
public:
    Internal(Command command, std::move_only_function<void(Result<std::uint8_t>)> then)
        : command_(std::move(command)), then_(std::move(then)), batch(std::span(&command_, 1), *this, nullptr) {}
    void on_reply(std::size_t, ReplyView reply) override { outcome_ = reply.completion; }
    void on_error(std::size_t, const Error& error) override { outcome_ = std::unexpected(error); }
    void conclude() {
        if (then_) then_(outcome_);
    }

private:
    Command command_;
    std::move_only_function<void(Result<std::uint8_t>)> then_;
    Result<std::uint8_t> outcome_ = std::uint8_t{0};

public:
    Batch batch;
};

Conversation::Conversation(ConversationSettings settings, ConversationHost& host, crypto::RandomPool& random)
    : settings_(std::move(settings)),
      host_(host),
      random_(random),
      round_trip_(settings_.round_trip),
      window_(settings_.window, settings_.quirks.has(Quirk::one_at_a_time)),
      quirks_(settings_.quirks) {
    for (const auto id : settings_.cipher_suites)
        if (const auto* suite = crypto::find_cipher_suite(id)) suites_.push_back(suite);
    if (settings_.cipher_suites.empty())
        for (const auto& suite : crypto::cipher_suites()) suites_.push_back(&suite);
}

Conversation::~Conversation() {
    if (session_id_ != 0) host_.release_session_id(session_id_);
}

Quirks Conversation::quirks() const {
    auto bits = quirks_.bits();
    if (handshake_) bits |= handshake_->quirks().bits();
    if (exchange_) bits |= exchange_->quirks().bits();
    auto quirks = Quirks::from_bits(bits);
    if (!window_.one_at_a_time()) quirks.forget(Quirk::one_at_a_time);
    return quirks;
}

void Conversation::open(Time now) {
    started_ = now;
    last_activity_ = now;
    state_ = State::opening;
    if (suites_.empty()) {
        fail({Errc::unsupported, "none of the configured cipher suites is spoken here (17 and 3 are)", {}}, now);
        return;
    }
    start_handshake(now);
}

void Conversation::start_handshake(Time now) {
    say_goodbye();  // in a login that is given up
    if (session_id_ != 0) host_.release_session_id(session_id_);
    session_id_ = host_.acquire_session_id();
    quirks_ = quirks();
    suite_ = suites_[suite_index_];
    handshake_.emplace(settings_.credentials, *suite_, session_id_, ++tag_, quirks_);
    step_tries_ = 0;
    send_handshake(now);
}

void Conversation::send_handshake(Time now) {
    ++step_tries_;
    ++counters_.requests;
    if (step_tries_ > 1) ++counters_.retransmissions;
    step_sent_ = now;
    if (step_tries_ == 1) step_begun_ = now;
    step_due_ = now + step_time();
    host_.send(handshake_->message());
}

Duration Conversation::step_time() const {
    return std::max<Duration>(least_step_time, round_trip_.timeout(step_tries_));
}

void Conversation::next_suite_or_fail(const Error& error, Time now) {
    if (handshake_->suite_refused() && suite_index_ + 1 < suites_.size()) {
        ++suite_index_;
        start_handshake(now);
        return;
    }
    fail(error, now);
}

void Conversation::on_handshake_payload(packet::PayloadType type, ByteView payload, Time now) {
    const bool first_try = step_tries_ == 1;
    const auto sent = step_sent_;
    const auto begun = step_begun_;
    const auto taken = handshake_->receive(type, payload);
    if (!taken) {
        heard_ = true;
        if (taken.error().code == Errc::malformed) return;  // a forged or damaged answer must not end the login
        next_suite_or_fail(taken.error(), now);
        return;
    }
    if (!*taken) return;
    heard_ = true;
    if (first_try)
        round_trip_.sample(now - sent);
    else
        round_trip_.ambiguous(now - begun);
    if (handshake_->step() == Handshake::Step::done) {
        session_ready(now);
        return;
    }
    step_tries_ = 0;
    send_handshake(now);
}

void Conversation::session_ready(Time now) {
    quirks_ = quirks();
    exchange_.emplace(Envelope(handshake_->take_keys(), random_), host_, batches_, round_trip_, window_, counters_);
    if (!set_aside_) exchange_->disable_set_aside_for_test();
    handshake_.reset();
    step_due_ = Time::max();
    ++sessions_opened_;
    handshake_restarts_ = 0;
    suites_ = {suite_};  // never below the suite that worked before
    suite_index_ = 0;
    const bool above_user = settings_.credentials.privilege > Privilege::user;
    if ((above_user && settings_.raise_privilege) || quirks_.has(Quirk::set_privilege_needed)) {
        app::SetSessionPrivilegeLevel::Request request;
        request.requested_privilege_level = static_cast<std::uint8_t>(settings_.credentials.privilege);
        run_internal(
            command_of<app::SetSessionPrivilegeLevel>(request),
            [this](Result<std::uint8_t> outcome) {
                const auto when = last_activity_;
                if (outcome && *outcome == 0) return opened(when);
                if (!outcome) return fail(within("Set Session Privilege Level", outcome.error()), when);
                fail({Errc::no_privilege,
                      fmt::format("Set Session Privilege Level: {} is refused for this user: {} ({:02X}h)",
                                  to_string(settings_.credentials.privilege), completion_text(*outcome), *outcome),
                      {}},
                     when);
            },
            now);
        return;
    }
    opened(now);
}

void Conversation::opened(Time now) {
    reopened_in_vain_ = 0;
    if (state_ == State::opening) {
        state_ = State::open;
        if (session_time_ == Duration::zero()) session_time_ = now - started_;
        if (on_opened) std::exchange(on_opened, nullptr)({});
    }
    if (exchange_) exchange_->pump(now);
}

void Conversation::run_internal(Command command, std::move_only_function<void(Result<std::uint8_t>)> then, Time now) {
    internal_ = std::make_unique<Internal>(std::move(command), std::move(then));
    batches_.push_front(&internal_->batch);
    exchange_->pump(now);
}

void Conversation::add(Batch& batch, Time now) {
    last_activity_ = now;
    open_batches_.push_back(&batch);
    batches_.push_back(&batch);
    if (state_ == State::failed || state_ == State::closed || state_ == State::closing) {
        fail_batches({Errc::cancelled, "the session is closed", {}});
        return;
    }
    if (out_of_time_) {
        fail_batches({Errc::timeout, "request: the time limit has passed", {}});
        return;
    }
    if (state_ == State::open) check_exchange(now);
}

void Conversation::forget(Batch& batch, Time now) {
    std::erase(open_batches_, &batch);
    if (exchange_) exchange_->forget(batch, now);
    std::erase(batches_, &batch);
}

/// Looks after what an event of the exchange has left behind.
void Conversation::check_exchange(Time now) {
    if (internal_ && internal_->batch.done()) {
        const auto finished = std::move(internal_);
        std::erase(batches_, &finished->batch);  // done, but looked at again until the next pump drops it
        last_activity_ = now;
        finished->conclude();
    }
    if (!exchange_) return;
    std::erase_if(open_batches_, [](const Batch* batch) { return batch->done(); });
    if (state_ == State::closing) return;
    if (!exchange_->silent()) exchange_->pump(now);
    if (exchange_->silent() || exchange_->exhausted()) reopen(now);
}

void Conversation::reopen(Time now) {
    const bool silent = exchange_->silent();
    if (silent && ++reopened_in_vain_ > 1)
        return fail({Errc::timeout, "the BMC stopped answering in an open session", {}}, now);
    exchange_->abandon({Errc::timeout, "the session was lost", {}});
    quirks_ = quirks();
    say_goodbye();
    exchange_.reset();
    if (internal_) {
        std::erase(batches_, &internal_->batch);
        internal_.reset();
    }
    // Everything still open goes on in the new session; opened() is not announced a second time.
    if (silent && window_.size() > 1) window_.on_trouble();
    start_handshake(now);
}

/// Once, unanswered: what will not be used any more must not hold one of the BMC's few slots until it times out there.
/// Also what only the BMC knows of: it has a session from RAKP 3 on, before its RAKP 4 arrives here.
void Conversation::say_goodbye() {
    if (exchange_) return host_.send(goodbye_in(exchange_->envelope()));
    if (!handshake_ || handshake_->step() != Handshake::Step::rakp3) return;
    Envelope half_open(handshake_->take_keys(), random_);
    host_.send(goodbye_in(half_open));
}

void Conversation::on_datagram(ByteView datagram, Time now) {
    const auto route = packet::route_of(datagram);
    if (!route) {
        ++counters_.refused_datagrams;
        return;
    }
    if (route->payload_type != packet::PayloadType::ipmi) {
        if (!handshake_) return;
        const auto packet = packet::Session20::decode(datagram, 0);
        if (packet && !packet->encrypted) on_handshake_payload(packet->payload_type, packet->payload, now);
        return;
    }
    if (!exchange_) return;
    if (exchange_->on_datagram(datagram, now)) heard_ = true;
    check_exchange(now);
}

void Conversation::on_handshake_time(Time now) {
    if (step_tries_ < handshake_tries) {
        // Silence where suite 17 was proposed may be the way an old BMC refuses it: the next suite is tried beside it.
        if (handshake_->step() == Handshake::Step::open_session && step_tries_ >= 2 &&
            suite_index_ + 1 < suites_.size()) {
            ++suite_index_;
            const auto tries = step_tries_;
            start_handshake(now);
            step_tries_ = tries + 1;
            step_due_ = now + step_time();
            return;
        }
        // A BMC drops half-open sessions after seconds, and one that answered a doubled Open Session Request twice may
        // know another id than ours: start over once in a while instead of asking a session that is no more.
        if (handshake_->step() != Handshake::Step::open_session && step_tries_ >= 3 &&
            handshake_restarts_ < most_restarts) {
            ++handshake_restarts_;
            start_handshake(now);
            return;
        }
        send_handshake(now);
        return;
    }
    if (deadline_ < Time::max()) {
        // A BMC that restarts is silent for seconds, and then knows nothing of what it was told before: from the first
        // suite again, until the time that was given has passed.
        suite_index_ = 0;
        start_handshake(now);
        return;
    }
    const auto stage = stage_name(handshake_->step());
    if (!heard_) return fail({Errc::timeout, fmt::format("{}: no answer", stage), {}}, now);
    fail({Errc::timeout, fmt::format("{}: {}", stage, no_answer_after_others), {}}, now);
}

void Conversation::on_time(Time now) {
    if (state_ == State::closed || state_ == State::failed || state_ == State::idle) return;
    if (now >= closing_until_) return finish_closing();
    if (now >= deadline_ && state_ != State::closing) {
        const auto stage = handshake_ ? stage_name(handshake_->step()) : "request";
        const auto detail = heard_ || sessions_opened_ > 0 ? no_answer_in_time : std::string_view("no answer");
        const bool was_open = exchange_.has_value() && state_ == State::open;
        const Error error{Errc::timeout, fmt::format("{}: {}", stage, detail), {}};
        if (!was_open) return fail(error, now);
        fail_batches(error);  // the session itself may live: close() can still say goodbye
        deadline_ = Time::max();
        out_of_time_ = true;
        return;
    }
    if (handshake_) {
        if (now >= step_due_) on_handshake_time(now);
        return;
    }
    if (!exchange_) return;
    exchange_->on_time(now);
    check_exchange(now);
    if (now >= keep_alive_due()) {
        last_activity_ = now;
        const app::GetDeviceId::Request request{};
        run_internal(command_of<app::GetDeviceId>(request), nullptr, now);
    }
}

Time Conversation::due() const {
    if (state_ == State::closed || state_ == State::failed || state_ == State::idle) return Time::max();
    auto due = std::min(deadline_, closing_until_);
    if (handshake_) due = std::min(due, step_due_);
    if (exchange_) due = std::min(due, exchange_->due());
    return std::min(due, keep_alive_due());
}

/// Only of a session in which nothing is asked: a moment that is past and for which on_time() has nothing to do would
/// come again at once, and again.
Time Conversation::keep_alive_due() const {
    const bool quiet =
        state_ == State::open && exchange_ && !internal_ && batches_.empty() && exchange_->outstanding() == 0;
    return quiet && settings_.keep_alive > Duration::zero() ? last_activity_ + settings_.keep_alive : Time::max();
}

void Conversation::on_network_error(const Error& error, Time now) {
    // Anyone can forge an ICMP message: it counts only while nothing has been heard.
    if (!heard_ && state_ == State::opening) fail(error, now);
}

void Conversation::fail_batches(const Error& why) {
    if (exchange_) exchange_->abandon(why);
    if (internal_) {
        std::erase(batches_, &internal_->batch);
        internal_.reset();
    }
    auto batches = std::move(open_batches_);
    open_batches_.clear();
    batches_.clear();
    for (auto* batch : batches) batch->fail_rest(why);
}

void Conversation::fail(const Error& why, Time) {
    if (state_ == State::failed || state_ == State::closed) return;
    const bool opening = state_ == State::opening;
    quirks_ = quirks();
    state_ = State::failed;
    failure_ = why;
    fail_batches(why);
    say_goodbye();
    handshake_.reset();
    exchange_.reset();
    if (opening && on_opened) std::exchange(on_opened, nullptr)(std::unexpected(why));
    if (on_closed) std::exchange(on_closed, nullptr)();
}

void Conversation::cancel(const Error& why, Time now) {
    if (state_ == State::open)
        fail_batches(why);
    else
        fail(why, now);
}

void Conversation::close(Time now, Time latest) {
    if (state_ == State::closing) return;
    if (!exchange_ || state_ == State::failed || state_ == State::closed) {
        if (state_ != State::failed) state_ = State::closed;
        say_goodbye();
        handshake_.reset();
        if (on_closed) std::exchange(on_closed, nullptr)();
        return;
    }
    fail_batches({Errc::cancelled, "the session is closing", {}});
    state_ = State::closing;
    deadline_ = Time::max();
    closing_until_ = std::min(now + 2 * round_trip_.timeout(), std::max(now, latest));
    run_internal(
        close_session(exchange_->envelope()), [this](Result<std::uint8_t>) { finish_closing(); }, now);
}

void Conversation::finish_closing() {
    quirks_ = quirks();
    state_ = State::closed;
    closing_until_ = Time::max();
    internal_.reset();
    batches_.clear();
    exchange_.reset();
    if (on_closed) std::exchange(on_closed, nullptr)();
}

}  // namespace ipmi::session
