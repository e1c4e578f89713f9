// What the command line asks for, after -f and -O have had their say.
#pragma once

#include <ipmi/target.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sensor_types.hpp"

namespace plugins::dropin {

struct Options {
    ipmi::Target target{};
    std::chrono::milliseconds timeout{20'000};  ///< FreeIPMI's session timeout; for the whole run here

    // What is read.
    bool sel = true;
    bool sel_only = false;
    bool fru = false;
    bool dcmi = true;
    std::optional<std::uint16_t> sel_tail{};

    // Which sensors and entries count.
    SensorTypes types{};
    SensorTypes excluded_types{};
    SensorTypes sel_types{};
    SensorTypes excluded_sel_types{};
    std::vector<std::string> type_words{};  ///< of -T, as written: the first line names them
    std::set<std::string> include{};        ///< SDR record ids, as written
    std::set<std::string> exclude{};
    std::set<std::string> ignore_warning{};
    std::string exclude_file{};
    std::string sel_exclude_file{};
    std::string unify_file{};
    std::optional<unsigned> sel_days{};
    bool no_entity_absent = false;
    bool shared_sensors = false;    ///< -O --shared-sensors
    bool entity_names = false;      ///< -O --entity-sensor-names
    bool reserved_records = false;  ///< --seloptions --assume-system-event-records
    std::optional<unsigned> fan_count{};

    // How it is told.
    bool asset_tag = false;
    bool board = false;
    bool thresholds = true;
    bool zenoss = false;
    int verbosity = 0;
    bool legacy_states = false;
    std::vector<std::string> notes{};
};

/// What to do, or what to say at once and how to exit then: help, version, a wrong word.
struct Parsed {
    Options options{};
    bool run = true;
    std::string message{};
    int exit_code = 3;
};

/// Overwrites the password of -P in `argv`.
Parsed parse(int argc, char** argv);

}  // namespace plugins::dropin
