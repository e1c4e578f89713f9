#include "control_socket.hpp"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace ipmi::sim {
namespace {

constexpr std::size_t longest_line = 1 << 20;

const sockaddr* as_address(const sockaddr_un& address) {
    return static_cast<const sockaddr*>(static_cast<const void*>(&address));
}

void remove_stale(const sockaddr_un& address) {
    const int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const bool stale = connect(probe, as_address(address), sizeof address) != 0 && errno == ECONNREFUSED;
    close(probe);
    if (stale) unlink(address.sun_path);
}

bool send_all(int client, std::string_view text) {
    while (!text.empty()) {
        const auto sent = send(client, text.data(), text.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

}  // namespace

ControlSocket::ControlSocket(std::string path) : path_(std::move(path)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path_.size() >= sizeof address.sun_path)
        throw std::runtime_error("the control socket's path is too long: " + path_);
    std::memcpy(address.sun_path, path_.data(), path_.size());
    remove_stale(address);
    listener_ = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    const auto mask = umask(0077);  // whoever writes here commands the machines
    const bool bound = listener_ >= 0 && bind(listener_, as_address(address), sizeof address) == 0;
    umask(mask);
    if (bound && listen(listener_, 16) == 0) return;
    const std::string reason = std::strerror(errno);
    if (listener_ >= 0) close(listener_);
    throw std::runtime_error("cannot open the control socket " + path_ + ": " + reason);
}

ControlSocket::~ControlSocket() {
    for (const auto& [client, text] : clients_) close(client);
    close(listener_);
    unlink(path_.c_str());
}

int ControlSocket::accept() {
    const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) return client;
    const timeval patience{1, 0};  // a client that does not read its answers is dropped, the BMCs go on
    setsockopt(client, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    clients_[client];
    return client;
}

bool ControlSocket::serve(int client, const std::function<std::string(std::string_view line)>& answer) {
    std::array<char, 65536> buffer;
    const auto got = recv(client, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return true;
    auto& text = clients_[client];
    if (got > 0) text.append(buffer.data(), static_cast<std::size_t>(got));
    std::size_t begin = 0;
    bool good = got > 0 && text.size() <= longest_line;
    for (auto end = text.find('\n'); good && end != std::string::npos; end = text.find('\n', begin)) {
        if (end > begin) good = send_all(client, answer(std::string_view(text).substr(begin, end - begin)));
        begin = end + 1;
    }
    text.erase(0, begin);
    if (!good) drop(client);
    return good;
}

void ControlSocket::drop(int client) {
    clients_.erase(client);
    close(client);
}

}  // namespace ipmi::sim
