// In an engine's place: accepts connections on a Unix socket and answers each by a script, byte for byte.
#pragma once

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>

#include <functional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

/// One connection as the script sees it.
class Caller {
public:
    explicit Caller(int descriptor) : descriptor_(descriptor) {}
    ~Caller() { ::close(descriptor_); }
    Caller(const Caller&) = delete;
    Caller& operator=(const Caller&) = delete;

    /// Head and body of the next request; empty: the caller has gone.
    std::string request() {
        std::string text;
        std::size_t wanted = std::string::npos;
        while (wanted == std::string::npos || text.size() < wanted) {
            char buffer[4096];
            const auto got = ::recv(descriptor_, buffer, sizeof buffer, 0);
            if (got <= 0) return {};
            text.append(buffer, static_cast<std::size_t>(got));
            const auto head = text.find("\r\n\r\n");
            if (head == std::string::npos) continue;
            const auto length = text.find("Content-Length: ");
            wanted = head + 4 + (length < head ? std::stoul(text.substr(length + 16)) : 0);
        }
        return text;
    }
    /// False: the caller has gone.
    bool say(const std::string& text) {
        return ::send(descriptor_, text.data(), text.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(text.size());
    }
    bool answer(const std::string& body, const std::string& status = "200 OK") {
        return say("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " +
                   std::to_string(body.size()) + "\r\n\r\n" + body);
    }
    bool begin_stream() { return say("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"); }
    /// Until the caller closes.
    void wait_for_end() {
        while (!request().empty()) continue;
    }

private:
    int descriptor_;
};

class SmallEngine {
public:
    /// `script` gets each connection and its number, from 0.
    SmallEngine(const std::string& path, std::function<void(Caller&, std::size_t)> script)
        : path_(path), script_(std::move(script)), listener_(::socket(AF_UNIX, SOCK_STREAM, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
        ::unlink(path.c_str());
        if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
            ::listen(listener_, 8) != 0)
            throw std::runtime_error("cannot listen on " + path);
        thread_ = std::thread([this] { serve(); });
    }
    ~SmallEngine() {
        ::shutdown(listener_, SHUT_RDWR);
        thread_.join();
        ::close(listener_);
        ::unlink(path_.c_str());
    }
    SmallEngine(const SmallEngine&) = delete;
    SmallEngine& operator=(const SmallEngine&) = delete;

private:
    void serve() {
        for (std::size_t number = 0;; ++number) {
            const int descriptor = ::accept(listener_, nullptr, nullptr);
            if (descriptor < 0) return;
            Caller caller(descriptor);
            script_(caller, number);
        }
    }

    std::string path_;
    std::function<void(Caller&, std::size_t)> script_;
    int listener_;
    std::thread thread_;
};
