// Sockets, clock and signals around a fleet: one thread, one epoll.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "control_socket.hpp"
#include "fleet.hpp"
#include "options.hpp"
#include "udp_socket.hpp"

namespace ipmi::sim {

class Server {
public:
    /// Listens on all addresses of the options. Throws std::runtime_error.
    explicit Server(const Options& options);
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    ~Server();

    /// Until SIGINT, SIGTERM, or the time is up.
    void run(std::optional<Duration> time);

    [[nodiscard]] Fleet& fleet() { return fleet_; }

private:
    void listen(const std::vector<BmcOption>& bmcs);
    void watch(int descriptor);
    /// Nanoseconds matter: delays of less than a millisecond are simulated too.
    int wait(Time until);
    void serve_control(int descriptor);

    Fleet fleet_;
    std::vector<UdpSocket> sockets_;
    std::vector<int> socket_of_;  ///< by descriptor: index into sockets_, or -1
    std::unique_ptr<ControlSocket> control_;
    int poller_ = -1;
    int signals_ = -1;
    std::vector<int> ready_;
    Outbox outbox_;
    Time now_{};
};

}  // namespace ipmi::sim
