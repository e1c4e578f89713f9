// The hosts that a question is about, in natural order, gone through one by one: which they are is settled at the
// beginning, what is known of each is taken when it is its turn. So a long answer pins a list of places and one block.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "api/context.hpp"

namespace ipmi::api {

class ChosenHosts {
public:
    /// Those that whoever asks may see. `set` empty: all of them. Errors: in words, what is wrong with the set.
    static std::expected<ChosenHosts, std::string> of(const Context& context, const std::optional<std::string>& set);

    [[nodiscard]] std::size_t size() const { return names_ ? names_->size() : view_->size(); }
    /// Empty: the inventory has this host, and the engine not yet, or no longer.
    [[nodiscard]] engine::Snapshot::Block at(std::size_t index) const {
        return names_ ? view_->find(names_->at(index)) : view_->at(index);
    }
    [[nodiscard]] const engine::Snapshot::View& view() const { return *view_; }
    [[nodiscard]] bool all() const { return !names_; }

private:
    std::shared_ptr<const engine::Snapshot::View> view_;
    std::optional<std::vector<std::string>> names_;
};

}  // namespace ipmi::api
