#include "engine/silence_watch.hpp"

namespace ipmi::engine {

SilenceWatch::SilenceWatch(boost::asio::io_context& loop, host::Bmc& bmc, Duration patience)
    : bmc_(bmc), patience_(patience), timer_(loop) {
    look_again();
}

std::uint64_t SilenceWatch::replies() const {
    return bmc_.session().conversation().counters().replies;
}

void SilenceWatch::look_again() {
    timer_.expires_after(patience_);
    auto look = [this, before = replies(), here = std::weak_ptr<bool>(here_)](boost::system::error_code error) {
        if (error || here.expired()) return;
        if (replies() != before) return look_again();
        silent_ = true;
        bmc_.set_deadline(Clock::now());
    };
    timer_.async_wait(std::move(look));
}

}  // namespace ipmi::engine
