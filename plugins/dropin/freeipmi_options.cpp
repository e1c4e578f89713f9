#include "dropin/freeipmi_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "dropin/refuse.hpp"

namespace plugins::dropin {
namespace {

using ipmi::Errc;
using ipmi::Error;
using ipmi::Result;

enum class Kind : std::uint8_t { setting, flag_setting, always, sensors, shared, entity, secret };

/// ipmi-sensors(8). What stands in no row is refused.
struct Known {
    std::string_view name;
    char letter;  ///< 0: none
    Kind kind;
    std::string_view setting{};  ///< its name in the configuration file
};
constexpr std::array known{
    Known{"username", 'u', Kind::setting, "username"},
    Known{"password", 'p', Kind::secret},
    Known{"password-prompt", 'P', Kind::secret},
    Known{"k-g", 'k', Kind::secret},
    Known{"k-g-prompt", 'K', Kind::secret},
    Known{"cipher-suite-id", 'I', Kind::setting, "cipher-suite-id"},
    Known{"privilege-level", 'l', Kind::setting, "privilege-level"},
    Known{"driver-type", 'D', Kind::setting, "driver-type"},
    Known{"authentication-type", 'a', Kind::setting, "authentication-type"},
    Known{"workaround-flags", 'W', Kind::setting, "workaround-flags"},
    Known{"session-timeout", 0, Kind::setting, "session-timeout"},
    Known{"retransmission-timeout", 0, Kind::setting, "retransmission-timeout"},
    Known{"sdr-cache-directory", 0, Kind::setting, "sdr-cache-directory"},
    Known{"sdr-cache-file", 0, Kind::setting, "sdr-cache-file"},
    Known{"utc-offset", 0, Kind::setting, "utc-offset"},
    Known{"sdr-cache-recreate", 0, Kind::flag_setting, "sdr-cache-recreate"},
    Known{"quiet-cache", 0, Kind::flag_setting, "quiet-cache"},
    Known{"flush-cache", 0, Kind::flag_setting, "flush-cache"},
    Known{"disable-auto-probe", 0, Kind::flag_setting, "disable-auto-probe"},
    Known{"utc-to-localtime", 0, Kind::flag_setting, "utc-to-localtime"},
    Known{"localtime-to-utc", 0, Kind::flag_setting, "localtime-to-utc"},
    Known{"interpret-oem-data", 0, Kind::always},
    Known{"ignore-not-available-sensors", 0, Kind::always},
    Known{"output-sensor-state", 0, Kind::always},
    Known{"output-sensor-thresholds", 0, Kind::always},
    Known{"sensor-types", 't', Kind::sensors},
    Known{"groups", 'g', Kind::sensors},
    Known{"exclude-sensor-types", 'T', Kind::sensors},
    Known{"record-ids", 'r', Kind::sensors},
    Known{"exclude-record-ids", 'R', Kind::sensors},
    Known{"shared-sensors", 0, Kind::shared},
    Known{"entity-sensor-names", 0, Kind::entity},
};

bool wants_value(Kind kind) {
    return kind == Kind::setting || kind == Kind::sensors;
}

/// "--name=value", "--name value", "-Xvalue" and "-X value" taken apart.
struct Word {
    const Known* option = nullptr;
    std::string name{};
    std::optional<std::string> value{};
};

Word take_apart(const std::string& text) {
    Word word;
    if (text.starts_with("--")) {
        const auto equals = text.find('=');
        word.name = text.substr(2, equals == std::string::npos ? equals : equals - 2);
        if (equals != std::string::npos) word.value = text.substr(equals + 1);
    } else if (text.starts_with('-') && text.size() > 1) {
        word.name = text.substr(1, 1);
        if (text.size() > 2) word.value = text.substr(2);
    }
    const bool letter = !text.starts_with("--") && word.name.size() == 1;
    for (const auto& option : known)
        if (letter ? option.letter == word.name[0] : option.name == word.name) word.option = &option;
    return word;
}

Result<void> choose_sensors(std::string_view name, const std::string& value, Options& options) {
    if (name == "record-ids" || name == "exclude-record-ids") {
        auto& ids = name == "record-ids" ? options.include : options.exclude;
        for (auto& id : split_list({value}, " ,")) ids.insert(std::move(id));
        return {};
    }
    const auto types = parse_sensor_types({value});
    if (!types) return std::unexpected(types.error());
    auto& chosen = name == "exclude-sensor-types" ? options.excluded_types : options.types;
    chosen.insert(chosen.end(), types->begin(), types->end());
    return {};
}

Result<void> apply(const Word& word, Access& access, Options& options) {
    const auto& option = *word.option;
    switch (option.kind) {
        case Kind::setting: return apply_setting(access, option.setting, *word.value);
        case Kind::flag_setting: return apply_setting(access, option.setting, "");
        case Kind::always: return {};
        case Kind::sensors: return choose_sensors(option.name, *word.value, options);
        case Kind::shared: options.shared_sensors = true; return {};
        case Kind::entity: options.entity_names = true; return {};
        case Kind::secret:
            return refuse(fmt::format("-O: --{} is not carried: put it into the file of -f", option.name));
    }
    return {};
}

}  // namespace

Result<void> apply_freeipmi_options(const std::vector<std::string>& words, Access& access, Options& options) {
    const auto parts = split_list(words, " \t");
    for (std::size_t i = 0; i < parts.size(); ++i) {
        auto word = take_apart(parts[i]);
        if (word.option == nullptr)
            return refuse(word.name.empty() ? "-O: a word there belongs to no option"
                                            : fmt::format("-O: option '{}' of FreeIPMI is not carried", word.name));
        if (wants_value(word.option->kind) && !word.value) {
            if (i + 1 == parts.size()) return refuse(fmt::format("-O: --{} requires a value", word.option->name));
            word.value = parts[++i];
        }
        if (const auto applied = apply(word, access, options); !applied) return applied;
    }
    return {};
}

Result<void> apply_sel_options(const std::vector<std::string>& words, Options& options) {
    static constexpr std::array always{"--interpret-oem-data", "--entity-sensor-names", "--output-event-state",
                                       "--quiet-cache", "--sdr-cache-recreate"};
    for (const auto& word : split_list(words, ",")) {
        if (word == "--assume-system-event-records")
            options.reserved_records = true;
        else if (std::find(always.begin(), always.end(), word) == always.end())
            return refuse(fmt::format("--seloptions: '{}' is not carried", word.substr(0, word.find('='))));
    }
    return {};
}

}  // namespace plugins::dropin
