#include "engine/engine.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

namespace ipmi::engine {
namespace {

std::vector<HostBlock> first_blocks(const std::vector<Target>& targets, const std::vector<Unusable>& unusable) {
    std::vector<HostBlock> blocks;
    blocks.reserve(targets.size() + unusable.size());
    for (const auto& target : targets) {
        HostBlock block;
        block.name = target.name;
        block.addresses = target.addresses;
        block.since = WallClock::now();
        blocks.push_back(std::move(block));
    }
    for (const auto& host : unusable) {
        HostBlock block;
        block.name = host.host;
        block.addresses = host.addresses;
        block.since = WallClock::now();
        block.reach = Reach::silent;
        block.error = host.why;
        blocks.push_back(std::move(block));
    }
    return blocks;
}

}  // namespace

Engine::Engine(EngineSettings settings, std::vector<Target> targets, const std::vector<Unusable>& unusable)
    : settings_(std::move(settings)),
      files_(settings_.cache_directory),
      tables_(files_),
      network_(loop_),
      environment_{network_, files_, tables_, false, settings_.pace.keep_alive},
      snapshot_(first_blocks(targets, unusable)) {
    pollers_.reserve(targets.size());
    for (std::size_t i = 0; i < targets.size(); ++i)
        pollers_.push_back(
            std::make_unique<HostPoller>(environment_, std::move(targets[i]), settings_.pace, snapshot_, i));
}

Engine::~Engine() {
    stop();
}

void Engine::start() {
    for (auto& poller : pollers_) {
        auto ended = [this](std::exception_ptr failure) {
            if (failure) std::rethrow_exception(failure);
            if (--running_ == 0) loop_.stop();  // the sockets would go on listening
        };
        ++running_;
        boost::asio::co_spawn(loop_, poller->run(), std::move(ended));
    }
    thread_ = std::thread([this] { loop_.run(); });
}

void Engine::stop() {
    if (!thread_.joinable()) return;
    boost::asio::post(loop_, [this] {
        for (auto& poller : pollers_) poller->stop();
    });
    thread_.join();
}

}  // namespace ipmi::engine
