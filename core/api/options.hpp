// The command line of bmcscoped.
#pragma once

#include <ipmi/engine_socket.hpp>

#include <string>

#include "engine/pace.hpp"
#include "store/journal.hpp"

namespace ipmi::api {

struct Options {
    std::string inventory{};  ///< empty: the default one
    std::string socket{default_engine_socket};
    std::string state = "/var/lib/bmcscope";
    bool embedded = false;        ///< ends when its standard input ends
    unsigned socket_mode = 0660;  ///< who may connect; what each may do, the roles say
    store::Retention retention{};
    engine::Pace pace{};
};

/// Parsed, or the text of --help, --version and usage errors.
struct Parsed {
    Options options{};
    bool run = true;
    int exit_code = 0;
    std::string message{};
};
Parsed parse(int argc, const char* const* argv);

}  // namespace ipmi::api
