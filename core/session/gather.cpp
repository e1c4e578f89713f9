#include "session/gather.hpp"

namespace ipmi::session {
namespace {

class Outcomes final : public ReplySink {
public:
    explicit Outcomes(std::size_t count) : all(count, fail(Errc::timeout, "not sent")) {}
    void on_reply(std::size_t index, ReplyView reply) override {
        all[index] = Reply{reply.completion, Bytes(reply.data.begin(), reply.data.end())};
    }
    void on_error(std::size_t index, const Error& error) override { all[index] = std::unexpected(error); }
    std::vector<Result<Reply>> all;
};

}  // namespace

Task<Result<std::vector<Result<Reply>>>> gather(Channel& channel, std::vector<Command> commands) {
    Outcomes outcomes(commands.size());
    const std::span<const Command> all(commands);
    const auto session = co_await channel.batch(all, outcomes);
    if (!session) co_return std::unexpected(session.error());
    co_return std::move(outcomes.all);
}

}  // namespace ipmi::session
