// Every option of every mode, once. The command line, --help, the manual pages and the CheckCommand definitions of
// Icinga and Nagios are made from it, so that none can lag behind another.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "mode.hpp"

namespace plugins {

struct OptionRow {
    enum class Takes : std::uint8_t { nothing, one, several, maybe_one };
    std::string_view names;    ///< "-H,--host"; the long one is its key
    std::string_view value{};  ///< "HOST[:PORT]", for help; empty with Takes::nothing
    Takes takes = Takes::one;
    Modes modes = 0;
    std::string_view group{};  ///< heading in --help
    std::string_view help{};
    std::string_view icinga_default{};  ///< of the CheckCommand's variable: "$address$"
    bool configurable = true;           ///< false: nothing for a service definition (--help, --ack)
};

std::span<const OptionRow> option_table();
/// "--host" without the dashes: "host".
std::string_view key_of(const OptionRow& row);
/// The custom variable of a service definition: "bmc_max_output"; of --host "bmc_address".
std::string variable_of(const OptionRow& row);

}  // namespace plugins
