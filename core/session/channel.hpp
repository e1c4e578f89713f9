// What a flow talks to: one open session with one BMC, or a script in a test. Flows state what; how often and how long
// stands in session/exchange alone.
#pragma once

#include <span>

#include "base/bytes.hpp"
#include "base/clock.hpp"
#include "message/message.hpp"
#include "session/task.hpp"

namespace ipmi::session {

/// A request as it goes to the BMC. `data` starts after the command byte.
struct Command {
    NetFn netfn = NetFn::app;
    std::uint8_t command = 0;
    std::uint8_t lun = 0;
    bool repeatable = true;  ///< false: sent once and never again, a lost reply is Errc::outcome_unknown
    Bytes data{};
};

/// A reply that matched its request in every respect. `data` starts after the completion code.
struct Reply {
    std::uint8_t completion = 0;
    Bytes data{};
};
struct ReplyView {
    std::uint8_t completion = 0;
    ByteView data{};  ///< valid during the call only
};

/// Hears of the answers of a batch, in whatever order they come: each index exactly once.
class ReplySink {
public:
    virtual ~ReplySink() = default;
    virtual void on_reply(std::size_t index, ReplyView reply) = 0;
    /// Errors: timeout (this command was not answered), outcome_unknown, unreachable, cancelled.
    virtual void on_error(std::size_t index, const Error& error) = 0;
};

class Channel {
public:
    virtual ~Channel() = default;

    /// One command. A refusal is a Reply with a completion code, not an error; Node Busy has been retried already.
    /// Errors: timeout, outcome_unknown, unreachable, auth_failed, busy, malformed, unsupported, cancelled.
    virtual Task<Result<Reply>> call(Command command) = 0;

    /// Many commands at once, as many outstanding as the BMC has shown to bear. The caller keeps `commands` and `sink`
    /// alive until the task ends. The result tells whether the session survived; each command's own fate went to the
    /// sink.
    virtual Task<Result<void>> batch(std::span<const Command> commands, ReplySink& sink) = 0;

    /// When this conversation must have ended; every wait ends by then with Errc::timeout.
    [[nodiscard]] virtual Time deadline() const = 0;
    /// The time by which deadline() and sleep() count; a test has its own.
    [[nodiscard]] virtual Time now() const { return Clock::now(); }

    /// Pauses the flow (waiting for a power state). Ends early with the deadline or a cancellation.
    virtual Task<void> sleep(Duration duration) = 0;
};

template <Message M>
Command command_of(const typename M::Request& request, std::uint8_t lun = 0) {
    Command command;
    command.netfn = M::netfn;
    command.command = M::command;
    command.lun = lun;
    wire::Writer out(command.data);
    M::encode(out, request);
    return command;
}

template <Message M>
Result<typename M::Response> response_of(ReplyView reply) {
    if (reply.completion != 0) return refused(M::name, reply.completion);
    return M::decode_response(wire::Reader(reply.data));
}

/// Sends M and decodes its answer. Errors: as Channel::call, and completion_code, malformed.
template <Message M>
Task<Result<typename M::Response>> call(Channel& channel, typename M::Request request, std::uint8_t lun = 0) {
    Command command = command_of<M>(request, lun);
    auto reply = co_await channel.call(std::move(command));
    if (!reply) co_return std::unexpected(within(M::name, std::move(reply.error())));
    co_return response_of<M>(ReplyView{reply->completion, reply->data});
}

/// The same for commands that must not run twice (power control, clear, write).
template <Message M>
Task<Result<typename M::Response>> call_once(Channel& channel, typename M::Request request, std::uint8_t lun = 0) {
    Command command = command_of<M>(request, lun);
    command.repeatable = false;
    auto reply = co_await channel.call(std::move(command));
    if (!reply) co_return std::unexpected(within(M::name, std::move(reply.error())));
    co_return response_of<M>(ReplyView{reply->completion, reply->data});
}

}  // namespace ipmi::session
