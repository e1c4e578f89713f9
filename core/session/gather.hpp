// Several independent reads in one go: as many at once as the BMC bears, each with its own outcome.
#pragma once

#include <vector>

#include "session/channel.hpp"

namespace ipmi::session {

/// One outcome for each command, in their order. The whole fails only where the session did.
/// Errors: as Channel::batch.
Task<Result<std::vector<Result<Reply>>>> gather(Channel& channel, std::vector<Command> commands);

/// One outcome of gather() as M's response. Errors: those of the command; completion_code, malformed.
template <Message M>
Result<typename M::Response> gathered(const Result<Reply>& outcome) {
    if (!outcome) return std::unexpected(within(M::name, outcome.error()));
    return response_of<M>(ReplyView{outcome->completion, outcome->data});
}

}  // namespace ipmi::session
