// HTTP/1.1 on a Unix socket, in a thread of its own. What is answered is told by a function; here are connections,
// limits and time-outs.
#pragma once

#include <ipmi/result.hpp>

#include <functional>
#include <memory>
#include <string>

#include "api/answer.hpp"
#include "api/question.hpp"
#include "api/server_counters.hpp"

namespace ipmi::api {

/// Called in the server's thread.
using Respond = std::function<Answer(const Question&)>;

class Server {
public:
    /// Takes the place: a socket that an ended engine has left is replaced, one that answers is not. Who connects waits
    /// until serve().
    /// Errors: local (in use, not permitted, the path is too long for a socket).
    /// `counters` outlive it.
    static Result<std::unique_ptr<Server>> listen(const std::string& path, Respond respond, ServerCounters& counters,
                                                  unsigned mode = 0660);
    /// Answers from now on. Once, when all that `respond` uses is ready to be used in another thread.
    void serve();
    /// Ends all connections and removes the socket.
    ~Server();
    /// From any thread: streams that wait are asked again.
    void wake();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

private:
    class Impl;
    explicit Server(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace ipmi::api
