// A channel that answers from a function, under a clock that only sleep() and slow answers move: for flows that state
// what, not how often (that stands in session/exchange and is tested on VirtualNetwork).
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <functional>
#include <vector>

#include "session/channel.hpp"

namespace ipmi::test {

class ScriptedChannel final : public session::Channel {
public:
    using Answer = std::function<Result<session::Reply>(const session::Command& command)>;

    explicit ScriptedChannel(Answer answer) : answer_(std::move(answer)) {}

    Task<Result<session::Reply>> call(session::Command command) override {
        sent.push_back(command);
        now_ += round_trip;
        co_return answer_(command);
    }
    Task<Result<void>> batch(std::span<const session::Command> commands, session::ReplySink& sink) override {
        for (std::size_t i = 0; i < commands.size(); ++i) {
            sent.push_back(commands[i]);
            const auto reply = answer_(commands[i]);
            if (reply)
                sink.on_reply(i, {reply->completion, reply->data});
            else
                sink.on_error(i, reply.error());
        }
        now_ += round_trip;
        co_return Result<void>{};
    }
    [[nodiscard]] Time deadline() const override { return end; }
    [[nodiscard]] Time now() const override { return now_; }
    Task<void> sleep(Duration duration) override {
        now_ = std::min(end, now_ + duration);
        co_return;
    }

    /// How many commands of this kind have been sent.
    [[nodiscard]] std::size_t count(NetFn netfn, std::uint8_t command) const {
        std::size_t found = 0;
        for (const auto& one : sent) found += one.netfn == netfn && one.command == command ? 1 : 0;
        return found;
    }

    std::vector<session::Command> sent{};
    Duration round_trip = std::chrono::milliseconds(5);
    Time end = Time{} + std::chrono::hours(2);

private:
    Answer answer_;
    Time now_ = Time{} + std::chrono::hours(1);
};

template <Message M>
Result<session::Reply> answered(const typename M::Response& response) {
    session::Reply reply;
    wire::Writer out(reply.data);
    M::encode(out, response);
    return reply;
}
inline Result<session::Reply> refusal(std::uint8_t completion) {
    return session::Reply{completion, {}};
}

/// Runs a flow to its end.
template <class T>
T run(Task<T> task) {
    boost::asio::io_context loop;
    std::optional<T> result;
    boost::asio::co_spawn(loop, std::move(task), [&result](std::exception_ptr failure, T value) {
        if (failure) std::rethrow_exception(failure);
        result.emplace(std::move(value));
    });
    loop.run();
    return std::move(*result);
}

}  // namespace ipmi::test
