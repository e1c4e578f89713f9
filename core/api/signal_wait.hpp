// What a service waits for while its threads work: signals, and where it is another program's own, the end of that
// program.
#pragma once

#include <signal.h>

#include <chrono>

namespace ipmi::api {

class SignalWait {
public:
    /// `signals` must be blocked already. With `embedded` the end of standard input counts as SIGTERM: whoever holds
    /// its other end is gone. Throws std::system_error.
    SignalWait(const sigset_t& signals, bool embedded);
    ~SignalWait();
    SignalWait(const SignalWait&) = delete;
    SignalWait& operator=(const SignalWait&) = delete;

    /// The next signal; 0 when none came in time.
    [[nodiscard]] int next(std::chrono::seconds patience) const;

private:
    int queue_;
    int lifeline_;
};

}  // namespace ipmi::api
