// Something that happens once and that one coroutine waits for. Set from handlers of the same loop; the waiter is
// resumed by the loop, never from inside set(), so that machines may set events in the middle of their work.
#pragma once

#include <functional>

#include "session/task.hpp"

namespace ipmi::session {

class Event {
public:
    void set();
    [[nodiscard]] bool is_set() const { return set_; }
    Task<void> wait();

private:
    bool set_ = false;
    std::move_only_function<void()> resume_;
};

}  // namespace ipmi::session
