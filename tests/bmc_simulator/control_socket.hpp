// A Unix stream socket that speaks the control protocol with a few clients.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace ipmi::sim {

class ControlSocket {
public:
    /// Throws std::runtime_error. A socket file that nobody listens on any more is replaced.
    explicit ControlSocket(std::string path);
    ControlSocket(const ControlSocket&) = delete;
    ControlSocket& operator=(const ControlSocket&) = delete;
    ~ControlSocket();

    [[nodiscard]] int listener() const { return listener_; }
    /// -1: none came.
    int accept();
    /// Reads what a client sent and answers each whole line. False: it is gone, and closed.
    bool serve(int client, const std::function<std::string(std::string_view line)>& answer);
    [[nodiscard]] bool is_client(int descriptor) const { return clients_.contains(descriptor); }

private:
    void drop(int client);

    std::string path_;
    int listener_ = -1;
    std::map<int, std::string> clients_;  ///< descriptor -> what came of an unfinished line
};

}  // namespace ipmi::sim
