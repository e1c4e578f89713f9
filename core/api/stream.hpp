// A body that is made while it is sent: of a size that nobody wants to hold in memory, or without an end.
// The server owns it and calls it in its own thread alone, each time the client has taken what was made before; so a
// client that reads slowly holds up nobody, and one that leaves ends its stream. A stream must not block.
#pragma once

#include <string>

namespace ipmi::api {

class Stream {
public:
    enum class Then {
        more,  ///< call again when this is sent
        wait,  ///< there is nothing now: call again after Server::wake()
        end,   ///< this was the last
    };

    Stream() = default;
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
    virtual ~Stream() = default;

    /// Adds to `chunk`, which is empty; about chunk_bytes is a good amount, and with `wait` it may be nothing.
    virtual Then next(std::string& chunk) = 0;
    /// It goes on until one of the two goes away; of such only so many are served at once.
    [[nodiscard]] virtual bool endless() const { return false; }
    /// Called after each 15 s of waiting, so that the client and what lies between see that the stream lives.
    /// What stands in `chunk` afterwards is sent; then next() is called, as if woken.
    virtual void keep_alive(std::string& chunk) { static_cast<void>(chunk); }
};

inline constexpr std::size_t chunk_bytes = 64 * 1024;

}  // namespace ipmi::api
