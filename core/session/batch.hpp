// Commands on their way to one BMC and the place where their answers go. Survives a session that has to be opened anew:
// what was not answered is given out again.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "session/channel.hpp"

namespace ipmi::session {

class Batch {
public:
    /// `finished` is called once, when every command has been answered or has failed.
    Batch(std::span<const Command> commands, ReplySink& sink, std::move_only_function<void()> finished)
        : commands_(commands), sink_(sink), finished_(std::move(finished)) {}

    [[nodiscard]] bool has_next() const { return !again_.empty() || next_ < commands_.size(); }
    std::uint32_t take_next() {
        if (!again_.empty()) {
            const auto index = again_.back();
            again_.pop_back();
            return index;
        }
        return static_cast<std::uint32_t>(next_++);
    }
    void put_back(std::uint32_t index) { again_.push_back(index); }
    [[nodiscard]] const Command& command(std::uint32_t index) const { return commands_[index]; }

    void answer(std::uint32_t index, ReplyView reply) {
        sink_.on_reply(index, reply);
        settle();
    }
    void fail(std::uint32_t index, const Error& error) {
        sink_.on_error(index, error);
        settle();
    }
    /// Fails whatever has not been given out.
    void fail_rest(const Error& error) {
        while (has_next()) fail(take_next(), error);
    }
    [[nodiscard]] bool done() const { return settled_ == commands_.size(); }

private:
    void settle() {
        if (++settled_ == commands_.size() && finished_) finished_();
    }

    std::span<const Command> commands_;
    ReplySink& sink_;
    std::move_only_function<void()> finished_;
    std::vector<std::uint32_t> again_;
    std::size_t next_ = 0;
    std::size_t settled_ = 0;
};

}  // namespace ipmi::session
