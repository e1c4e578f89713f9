#include "session/presence_ping.hpp"

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "packet/asf.hpp"

namespace ipmi::session {
namespace {

constexpr std::array<Duration, 3> pauses{std::chrono::milliseconds(250), std::chrono::milliseconds(500),
                                         std::chrono::seconds(1)};
constexpr std::uint8_t no_reply_wanted = 0xff;  // a ping with this tag is not answered

}  // namespace

Task<Result<Presence>> PresencePinger::run(Network& network, transport::Endpoint peer, Time deadline) {
    deadline_ = deadline;
    auto lane = network.hub.open_lane(peer, *this);
    if (!lane) co_return std::unexpected(lane.error());
    lane_ = std::move(*lane);
    std::array<std::uint8_t, 1> random{};
    network.random.fill(random);
    tag_ = random[0];
    send(Clock::now());
    lane_->reschedule();
    co_await done_.wait();
    lane_.reset();
    co_return result_;
}

void PresencePinger::send(Time now) {
    if (++tag_ == no_reply_wanted) tag_ = 0;
    Bytes datagram;
    wire::Writer out(datagram);
    const packet::PresencePing ping{tag_};
    packet::PresencePing::encode(out, ping);
    sent_ = now;
    due_ = std::min(deadline_, now + pauses[std::min<std::size_t>(tries_, pauses.size() - 1)]);
    ++tries_;
    lane_->send(datagram);
}

void PresencePinger::finish(Result<Presence> result) {
    if (done_.is_set()) return;
    result_ = std::move(result);
    done_.set();
}

/// Only the pong of the newest ping tells a round trip.
void PresencePinger::on_datagram(ByteView datagram, Time now) {
    const auto pong = packet::PresencePong::decode(wire::Reader(datagram));
    if (!pong || pong->message_tag != tag_) return;
    Presence presence;
    presence.ipmi_supported = pong->ipmi_supported;
    presence.round_trip = now - sent_;
    presence.tries = tries_;
    finish(presence);
}

void PresencePinger::on_network_error(const Error& error, Time) {
    finish(std::unexpected(error));
}

void PresencePinger::on_time(Time now) {
    if (done_.is_set() || now < due_) return;
    if (now >= deadline_) return finish(fail(Errc::timeout, "presence ping: no answer"));
    send(now);
}

void PresencePinger::cancel(const Error& why) {
    finish(std::unexpected(why));
}

}  // namespace ipmi::session
