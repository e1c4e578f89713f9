// Which of a host's addresses answer, one by one; where there are several, those that are not in use are pinged.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace ipmi::engine {

class PathWatch {
public:
    explicit PathWatch(std::size_t addresses) : paths_(addresses) {}

    /// A session was opened by `address`, and those before it had been tried in vain.
    void opened(std::size_t address) {
        for (std::size_t i = 0; i < address; ++i) paths_.at(i) = {misses_of_a_loss, 0};
        paths_.at(address) = {};
    }
    /// One that is not in use was pinged. One lost ping is no news.
    void pinged(std::size_t address, bool pong) {
        auto& path = paths_.at(address);
        path.misses = pong ? 0 : path.misses + 1;
        path.pongs = pong ? path.pongs + 1 : 0;
    }
    /// It answers pings and no login.
    void refused(std::size_t address) { paths_.at(address).pongs = pongs_after_a_refusal; }

    /// Empty: neither is sure.
    [[nodiscard]] std::optional<bool> lost(std::size_t address) const {
        const auto& path = paths_.at(address);
        if (path.misses >= misses_of_a_loss) return true;
        return path.misses == 0 ? std::optional(false) : std::nullopt;
    }
    /// One that is better than `in_use` and has answered for a while.
    [[nodiscard]] std::optional<std::size_t> better_than(std::size_t in_use) const {
        for (std::size_t i = 0; i < in_use; ++i)
            if (paths_.at(i).pongs >= pongs_of_a_return) return i;
        return std::nullopt;
    }

private:
    static constexpr int misses_of_a_loss = 2;
    static constexpr int pongs_of_a_return = 2;
    static constexpr int pongs_after_a_refusal = -8;
    struct Path {
        int misses = 0;
        int pongs = 0;  ///< in a row
    };
    std::vector<Path> paths_;
};

}  // namespace ipmi::engine
