// Ends a long row of questions to a BMC that has stopped answering: what may take a minute while answers come need not
// take that minute when none do. Lives as long as the row, beside it in the same frame.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <memory>

#include "host/bmc.hpp"

namespace ipmi::engine {

class SilenceWatch {
public:
    /// `bmc` has an open session and outlives it.
    SilenceWatch(boost::asio::io_context& loop, host::Bmc& bmc, Duration patience);
    SilenceWatch(const SilenceWatch&) = delete;
    SilenceWatch& operator=(const SilenceWatch&) = delete;
    ~SilenceWatch() = default;

    /// For so long nothing came, and the time of the row was ended.
    [[nodiscard]] bool silent() const { return silent_; }

private:
    void look_again();
    [[nodiscard]] std::uint64_t replies() const;

    host::Bmc& bmc_;
    Duration patience_;
    boost::asio::steady_timer timer_;
    bool silent_ = false;
    /// Of a timer that has run out already a goodbye here is not heard.
    std::shared_ptr<bool> here_ = std::make_shared<bool>(true);
};

}  // namespace ipmi::engine
