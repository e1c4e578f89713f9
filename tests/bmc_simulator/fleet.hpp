// All BMCs of the process and the addresses they answer on. No socket: sockets look BMCs up here.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "bmc.hpp"
#include "latency_queue.hpp"
#include "outbox.hpp"

namespace ipmi::sim {

class Fleet {
public:
    explicit Fleet(Settings settings) : settings_(std::move(settings)) {}
    Fleet(const Fleet&) = delete;
    Fleet& operator=(const Fleet&) = delete;

    /// By name or file, loaded once. `frus`: "FILE" or "ID=FILE", images beside or instead of the profile's own.
    /// Throws std::runtime_error.
    const Profile& profile(const std::string& name, const std::vector<std::string>& frus = {});

    /// `address` is "127.0.0.1:623", as people and the control socket call this BMC.
    std::size_t add(const Profile& profile, std::string address);

    /// One datagram in; what comes of it is put into `outbox`.
    void receive(std::size_t index, ByteView datagram, const Path& path, Time now, Outbox& outbox);

    /// Answers on their way: what is due goes into `outbox`.
    void release(Time now, Outbox& outbox) { queue_.release(now, outbox); }
    [[nodiscard]] std::optional<Time> next_due() const { return queue_.next_due(); }

    [[nodiscard]] std::size_t size() const { return bmcs_.size(); }
    [[nodiscard]] Bmc& bmc(std::size_t index) { return bmcs_[index]; }
    [[nodiscard]] const std::string& address(std::size_t index) const { return addresses_[index]; }
    [[nodiscard]] const Settings& settings() const { return settings_; }
    [[nodiscard]] Counters total() const;

private:
    void send_late_or_twice(Bmc& bmc, std::size_t offset, const Path& path, Time now, Outbox& outbox);

    Settings settings_;
    std::unordered_map<std::string, std::unique_ptr<const Profile>> profiles_;
    std::deque<Bmc> bmcs_;
    std::vector<std::string> addresses_;
    Workspace workspace_;
    LatencyQueue queue_;
};

}  // namespace ipmi::sim
