// The inside of ipmi::Client: loop, network, caches. The calls stand in files of their own, one family each.
#pragma once

#include <ipmi/client.hpp>

#include <boost/asio/signal_set.hpp>

#include "client/runner.hpp"

namespace ipmi {

class Client::Impl {
public:
    explicit Impl(ClientOptions wanted);
    void wait_for_signal();

    ClientOptions options;
    boost::asio::io_context loop{1};
    model::CacheFiles files;
    host::TableCache tables;
    session::Network network;
    host::Environment environment;
    client::Runner runner;
    boost::asio::signal_set signals;
};

namespace client {

/// Puts into a report how the call went.
template <class Report>
void finish_report(Report& report, host::Bmc& bmc) {
    if constexpr (requires { report.statistics; }) report.statistics = bmc.statistics();
    if constexpr (requires { report.warnings; })
        report.warnings.insert(report.warnings.begin(), bmc.warnings.begin(), bmc.warnings.end());
}

}  // namespace client
}  // namespace ipmi
