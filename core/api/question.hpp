// One request as the server has read it.
#pragma once

#include <sys/types.h>
#include <unistd.h>

#include <string>

namespace ipmi::api {

/// The process at the other end of the Unix socket, as the kernel knew it when it connected. unix(7), SO_PEERCRED.
struct Caller {
    uid_t uid = static_cast<uid_t>(-1);  ///< -1: nobody that is known
    gid_t gid = static_cast<gid_t>(-1);
    pid_t pid = 0;
    /// Root, or the user that the engine itself runs as.
    [[nodiscard]] bool owns_engine() const { return uid == 0 || uid == ::geteuid(); }
};

struct Question {
    std::string method{};         ///< "GET"
    std::string target{};         ///< path and query as in the request line
    std::string body{};           ///< bounded by the server
    std::string accept{};         ///< this and the next two: the headers of that name, empty where there was none
    std::string last_event_id{};  ///< of server-sent events: the last that the client has
    std::string if_none_match{};
    std::string on_behalf_of{};   ///< Bmcscope-For: the user that the caller acts for
    bool acts_for_other = false;  ///< that header is there, be it empty
    Caller caller{};
};

}  // namespace ipmi::api
