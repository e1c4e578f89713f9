#include "session/window.hpp"

#include <algorithm>

namespace ipmi::session {

Window::Window(unsigned remembered, bool one_at_a_time)
    : size_(std::clamp(remembered, 1u, largest)), proven_(size_), ceiling_(one_at_a_time ? 1 : largest) {
    if (one_at_a_time) size_ = proven_ = 1;
}

void Window::on_clean_round(unsigned in_round) {
    proven_ = std::max(proven_, std::min(in_round, size_));
    if (in_round > 1) seen_ = true;
    if (in_round >= trouble_size_) trouble_size_ = 0;  // it bears that many after all
    if (ceiling_ == 1) {
        if (++clean_at_ceiling_ < next_probe_) return;
        // The verdict may have come from lost datagrams: try two once more, ever more rarely.
        clean_at_ceiling_ = 0;
        next_probe_ = std::min(next_probe_ * 2, 4096u);
        failures_ = 1;
        ceiling_ = largest;
        size_ = 2;
        return;
    }
    if (in_round >= size_) size_ = std::min(size_ * 2, ceiling_);
}

void Window::failed_before_proof() {
    if (++failures_ >= 2) {
        ceiling_ = 1;
        clean_at_ceiling_ = 0;
    }
    size_ = 1;
}

void Window::on_loss() {
    if (size_ > 1 && proven_ == 1) return failed_before_proof();
    size_ = std::max(1u, size_ <= proven_ ? size_ - std::max(1u, size_ / 4) : size_ / 2);
}

void Window::on_trouble() {
    if (size_ == 1) return;
    // What was remembered is no proof against what is seen: the firmware may be another by now.
    if (!seen_) proven_ = 1;
    if (proven_ == 1) return failed_before_proof();
    // Twice at the same size: the BMC has no room for that many.
    if (trouble_size_ == size_) {
        ceiling_ = std::max(2u, size_ / 2);
        proven_ = std::min(proven_, ceiling_);
    }
    trouble_size_ = size_;
    size_ = 1;
}

}  // namespace ipmi::session
