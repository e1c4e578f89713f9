#include "model/power_control.hpp"

#include <fmt/format.h>

#include "message/chassis/chassis_control.hpp"
#include "message/chassis/chassis_identify.hpp"
#include "message/chassis/get_system_restart_cause.hpp"
#include "message/chassis/set_power_restore_policy.hpp"
#include "model/chassis_reader.hpp"

namespace ipmi::model {
namespace {

using chassis::ChassisControl;
using chassis::GetSystemRestartCause;
using session::Channel;
using Control = ChassisControl::Control;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::uint8_t caused_by_chassis_control = 1;
constexpr auto poll_pause = milliseconds(500);
// A power cycle keeps the host off for at least a second; once it was seen off, it may stay so as long as asked for.
constexpr auto restart_shows_within = seconds(6);
constexpr auto off_after_force = seconds(15);

Control control_of(PowerAction action) {
    switch (action) {
        case PowerAction::on: return Control::power_up;
        case PowerAction::off: return Control::power_down;
        case PowerAction::cycle: return Control::power_cycle;
        case PowerAction::reset: return Control::hard_reset;
        case PowerAction::soft: return Control::soft_shutdown;
        case PowerAction::diagnostic_interrupt: return Control::pulse_diagnostic_interrupt;
    }
    return Control::power_up;
}

constexpr const char* interrupted_meanwhile = "sent, then interrupted before it could be verified";

/// What is known of a command that was sent once.
enum class Sent : std::uint8_t { accepted, reply_lost };

Task<Result<Sent>> send_once(Channel& channel, Control control) {
    ChassisControl::Request request;
    request.control = control;
    const auto reply = co_await session::call_once<ChassisControl>(channel, request);
    if (reply) co_return Sent::accepted;
    if (reply.error().code == Errc::outcome_unknown) co_return Sent::reply_lost;
    co_return std::unexpected(reply.error());
}

struct Seen {
    std::optional<PowerState> state{};
    bool interrupted = false;
};

/// Waits until the host is `wanted`. A read that fails is not the end of it: BMCs go quiet while power changes.
Task<Seen> wait_for(Channel& channel, PowerState wanted, Duration longest) {
    const auto until = std::min(channel.deadline(), channel.now() + longest);
    Seen seen;
    for (;;) {
        const auto status = co_await read_chassis_status(channel);
        if (status) seen.state = status->power;
        seen.interrupted = !status && status.error().code == Errc::cancelled;
        if (seen.interrupted || (!status && status.error().code == Errc::unreachable)) break;
        if (seen.state == wanted || channel.now() + poll_pause >= until) break;
        co_await channel.sleep(poll_pause);
    }
    co_return seen;
}

Task<std::optional<std::uint8_t>> restart_cause(Channel& channel) {
    const GetSystemRestartCause::Request request{};
    const auto reply = co_await session::call<GetSystemRestartCause>(channel, request);
    if (!reply) co_return std::nullopt;
    co_return reply->restart_cause;
}

/// On, off and soft: the state tells. The error cancelled says that nothing was sent.
Task<Result<PowerResult>> change_state(Channel& channel, PowerRequest request, PowerState before) {
    PowerResult result;
    result.action = request.action;
    const auto wanted = request.action == PowerAction::on ? PowerState::on : PowerState::off;
    if (before == wanted) {
        result.outcome = Outcome::verified;
        result.state = before;
        result.note = fmt::format("was {} already, nothing was sent", to_string(wanted));
        co_return result;
    }
    const auto sent = co_await send_once(channel, control_of(request.action));
    if (!sent) co_return std::unexpected(sent.error());
    auto seen = co_await wait_for(channel, wanted, request.wait);
    if (seen.state != wanted && !seen.interrupted && request.action == PowerAction::soft && request.force) {
        const auto forced = co_await send_once(channel, Control::power_down);
        seen.interrupted = !forced && forced.error().code == Errc::cancelled;
        if (!forced && !seen.interrupted) co_return std::unexpected(forced.error());
        if (forced) {
            result.forced = true;
            result.note = fmt::format("the host had not shut down after {} s", request.wait.count());
            seen = co_await wait_for(channel, wanted, off_after_force);
        }
    }
    result.state = seen.state;
    if (result.state == wanted) {
        result.outcome = Outcome::verified;
    } else if (seen.interrupted) {
        result.outcome = Outcome::unknown;
        result.note = interrupted_meanwhile;
    } else if (*sent == Sent::reply_lost && !result.forced) {
        result.outcome = Outcome::unknown;
        result.note = "the reply was lost and the command is not repeated";
    } else if (!result.state) {
        result.outcome = Outcome::unknown;
        result.note = "accepted; afterwards the state could not be read";
    } else {
        result.outcome = Outcome::not_reached;
        result.note = fmt::format("accepted, but the host is still {} after {} s", to_string(*result.state),
                                  request.wait.count());
    }
    co_return result;
}

/// Cycle and reset: afterwards the host is on, as before. The restart cause tells where it changes to "chassis control
/// command"; being seen off tells too.
Task<Result<PowerResult>> restart(Channel& channel, PowerRequest request, PowerState before) {
    if (before == PowerState::off)
        co_return fail(Errc::unsupported,
                       fmt::format("the host is off: {} does nothing then, use on", to_string(request.action)));
    const auto cause_before = co_await restart_cause(channel);
    const auto sent = co_await send_once(channel, control_of(request.action));
    if (!sent) co_return std::unexpected(sent.error());
    PowerResult result;
    result.action = request.action;
    bool seen_off = false;
    bool confirmed = false;
    bool interrupted = false;
    const auto begun = channel.now();
    auto until = std::min(channel.deadline(), begun + restart_shows_within);
    const bool cause_can_tell = cause_before && *cause_before != caused_by_chassis_control;
    for (;;) {
        const auto status = co_await read_chassis_status(channel);
        if (status) result.state = status->power;
        interrupted = !status && status.error().code == Errc::cancelled;
        if (interrupted) break;
        seen_off = seen_off || (status && status->power == PowerState::off);
        if (seen_off) until = std::min(channel.deadline(), begun + request.wait);
        if (cause_can_tell) {
            const auto cause = co_await restart_cause(channel);
            confirmed = cause == caused_by_chassis_control;
        }
        if (seen_off && result.state == PowerState::on) confirmed = true;
        if (confirmed || channel.now() + poll_pause >= until) break;
        if (!seen_off && !cause_can_tell && request.action == PowerAction::reset) break;  // nothing will tell
        co_await channel.sleep(poll_pause);
    }
    if (confirmed) {
        result.outcome = Outcome::verified;
    } else if (*sent == Sent::accepted) {
        result.outcome = Outcome::accepted_unverified;
        result.note = interrupted    ? interrupted_meanwhile
                      : cause_before ? "the restart cause does not tell this restart from the one before"
                                     : "this BMC does not tell a restart cause";
        if (seen_off && result.state == PowerState::off) {
            result.outcome = Outcome::not_reached;
            result.note =
                fmt::format("accepted; the host went off and is not on again after {} s", request.wait.count());
        }
    } else {
        result.note = "the reply was lost and the command is not repeated";
    }
    co_return result;
}

Task<Result<PowerResult>> interrupt(Channel& channel) {
    const auto sent = co_await send_once(channel, Control::pulse_diagnostic_interrupt);
    if (!sent) co_return std::unexpected(sent.error());
    PowerResult result;
    result.action = PowerAction::diagnostic_interrupt;
    result.outcome = *sent == Sent::accepted ? Outcome::accepted_unverified : Outcome::unknown;
    result.note = *sent == Sent::accepted ? "what the operating system does with it the BMC cannot tell"
                                          : "the reply was lost and the command is not repeated";
    co_return result;
}

}  // namespace

Task<Result<PowerResult>> control_power(Channel& channel, PowerRequest request) {
    if (request.action == PowerAction::diagnostic_interrupt) co_return co_await interrupt(channel);
    const auto before = co_await read_chassis_status(channel);
    if (!before) co_return std::unexpected(before.error());
    if (request.action == PowerAction::cycle || request.action == PowerAction::reset)
        co_return co_await restart(channel, request, before->power);
    co_return co_await change_state(channel, request, before->power);
}

Task<Result<bool>> identify(Channel& channel, IdentifyRequest request) {
    chassis::ChassisIdentify::Request wanted;
    wanted.interval_seconds = request.on ? request.seconds.value_or(0) : std::uint8_t{0};
    if (request.on && !request.seconds) wanted.force_on = true;
    const auto reply = co_await session::call<chassis::ChassisIdentify>(channel, wanted);
    if (reply) co_return true;
    if (!wanted.force_on || reply.error().code != Errc::completion_code) co_return std::unexpected(reply.error());
    chassis::ChassisIdentify::Request longest;
    longest.interval_seconds = 255;
    const auto second = co_await session::call<chassis::ChassisIdentify>(channel, longest);
    if (!second) co_return std::unexpected(second.error());
    co_return false;
}

Task<Result<PowerRestorePolicy>> set_restore_policy(Channel& channel, PowerRestorePolicy policy) {
    chassis::SetPowerRestorePolicy::Request request;
    request.policy = static_cast<std::uint8_t>(policy);
    const auto reply = co_await session::call<chassis::SetPowerRestorePolicy>(channel, request);
    if (!reply) co_return std::unexpected(reply.error());
    const auto status = co_await read_chassis_status(channel);
    if (!status) co_return std::unexpected(status.error());
    if (policy != PowerRestorePolicy::unknown && status->restore_policy != policy &&
        status->restore_policy != PowerRestorePolicy::unknown)
        co_return fail(Errc::unsupported,
                       fmt::format("the BMC keeps the policy {}", to_string(status->restore_policy)));
    co_return status->restore_policy;
}

}  // namespace ipmi::model
