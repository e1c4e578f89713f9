#include <boost/asio/post.hpp>
#include <csignal>

#include "client/client_impl.hpp"

namespace ipmi {
namespace {

model::CacheFiles files_of(const ClientOptions& options) {
    if (!options.use_cache) return model::CacheFiles(model::CacheFiles::Nothing{});
    return model::CacheFiles(options.cache_directory.empty() ? model::default_cache_directory()
                                                             : options.cache_directory);
}

}  // namespace

Client::Impl::Impl(ClientOptions wanted)
    : options(std::move(wanted)),
      files(files_of(options)),
      tables(files),
      network(loop),
      environment{network, files, tables, options.retry_auth, {}},
      runner(loop, environment, {options.at_once, options.between_starts}),
      signals(loop) {
    if (!options.handle_signals) return;
    signals.add(SIGINT);
    signals.add(SIGTERM);
    signals.add(SIGHUP);
    wait_for_signal();
}

void Client::Impl::wait_for_signal() {
    signals.async_wait([this](const boost::system::error_code& error, int) {
        if (error) return;
        runner.cancel({Errc::cancelled, "interrupted", {}});
        wait_for_signal();
    });
}

Client::Client(ClientOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}
Client::~Client() = default;

void Client::cancel() {
    boost::asio::post(impl_->loop, [impl = impl_.get()] { impl->runner.cancel({Errc::cancelled, "cancelled", {}}); });
}

}  // namespace ipmi
