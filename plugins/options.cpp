#include "options.hpp"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>
#include <ipmi/engine_socket.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "duration.hpp"
#include "expectation.hpp"
#include "given_options.hpp"
#include "sensor_types.hpp"
#include "shown_text.hpp"

namespace plugins {
namespace {

using std::chrono::seconds;

/// A value that cannot be: which option, and why.
[[noreturn]] void wrong(std::string_view key, const std::string& why) {
    throw UsageError(fmt::format("--{}: {}", key, why));
}

template <class T>
T need(std::string_view key, std::expected<T, std::string> value) {
    if (!value) wrong(key, value.error());
    return std::move(*value);
}

Severity severity_of(std::string_view key, std::string_view text) {
    for (const auto state : {Severity::ok, Severity::warning, Severity::critical, Severity::unknown})
        if (text == to_string(state)) return state;
    wrong(key, fmt::format("'{}' is no state; write ok, warning, critical or unknown", text.substr(0, 40)));
}

double number_of(std::string_view key, std::string_view text, double least, double most) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    if (error != std::errc() || end != text.data() + text.size() || !(value >= least && value <= most))
        wrong(key, fmt::format("'{}' is no number from {} to {}", text.substr(0, 40), least, most));
    return value;
}

RegularExpression expression_of(std::string_view key, std::string_view text) {
    return need(
        key, RegularExpression::compile(text, RegularExpression::Extent::anywhere, RegularExpression::Case::ignored));
}

/// "REGEX=VALUE": the last '=' parts them, since an expression may hold one and no value does.
std::pair<RegularExpression, std::string> assignment(std::string_view key, std::string_view text,
                                                     std::string_view form) {
    const auto equals = text.rfind('=');
    if (equals == std::string_view::npos || equals == 0)
        wrong(key, fmt::format("'{}' is not {}", text.substr(0, 80), form));
    // As patterns of sensors have it before an expression; no name begins so.
    const std::size_t begin = text.starts_with('~') ? 1 : 0;
    return {expression_of(key, text.substr(begin, equals - begin)), std::string(text.substr(equals + 1))};
}

class Interpreter {
public:
    Interpreter(const GivenOptions& given, Options& options) : given_(given), options_(options) {}

    void run() {
        whom();
        show();
        sensors();
        sel();
        power();
        health();
        group();
    }

private:
    template <class Take>
    void with(std::string_view key, const Take& take) {
        if (const auto* value = given_.last(key)) take(*value);
    }
    template <class Take>
    void each(std::string_view key, const Take& take) {
        for (const auto& value : given_.all(key)) take(value);
    }
    void state(std::string_view key, Severity& out) {
        with(key, [&](const std::string& text) { out = severity_of(key, text); });
    }
    void range(std::string_view key, std::optional<Range>& out) {
        with(key, [&](const std::string& text) { out = need(key, parse_range(text)); });
    }
    void patterns(std::string_view key, std::vector<SensorPattern>& out) {
        each(key, [&](const std::string& text) { out.push_back(need(key, SensorPattern::parse(text))); });
    }
    void expressions(std::string_view key, std::vector<RegularExpression>& out) {
        each(key, [&](const std::string& text) { out.push_back(expression_of(key, text)); });
    }
    std::chrono::milliseconds duration(std::string_view key, const std::string& text) {
        return need(key, parse_duration(text));
    }

    void whom();
    void login_of_ini();
    void show();
    void sensors();
    void sel();
    void power();
    void health();
    void group();

    const GivenOptions& given_;
    Options& options_;
};

void Interpreter::whom() {
    each("host", [&](const std::string& text) {
        std::string_view rest = text;
        while (!rest.empty()) {
            const auto comma = rest.find(',');
            options_.hosts.emplace_back(rest.substr(0, comma));
            rest = comma == std::string_view::npos ? "" : rest.substr(comma + 1);
            if (options_.hosts.back().empty()) wrong("host", "an address is empty");
        }
    });
    with("hosts", [&](const std::string& text) { options_.host_set = text; });
    with("credentials", [&](const std::string& text) { options_.credentials = text; });
    with("inventory", [&](const std::string& text) { options_.inventory = text; });
    login_of_ini();
    with("engine", [&](const std::string& text) {
        options_.engine = text.empty() ? std::string(ipmi::default_engine_socket) : text;
    });
    with("max-age", [&](const std::string& text) {
        options_.max_age = std::chrono::duration_cast<seconds>(duration("max-age", text));
        if (options_.max_age <= seconds(0)) wrong("max-age", "nothing is younger than no time");
    });
    options_.fallback = given_.has("fallback");
    if (!options_.engine && options_.fallback) throw UsageError("--fallback goes with --engine");
    if (options_.engine && given_.has("ack"))
        throw UsageError(
            "--ack: what a check acknowledges is kept beside its own reading of the log, not in the engine; leave "
            "--engine out, or acknowledge the incident there (bmcscope ack)");
    if (!options_.engine && given_.has("max-age")) throw UsageError("--max-age goes with --engine");
    each("cipher-suite", [&](const std::string& text) {
        if (text != "17" && text != "3")
            wrong("cipher-suite", fmt::format("'{}' is neither 17 nor 3", text.substr(0, 40)));
        options_.cipher_suites.push_back(text == "3" ? 3 : 17);
    });
    with("timeout", [&](const std::string& text) {
        options_.timeout = duration("timeout", text);
        using namespace std::chrono_literals;
        if (options_.timeout < 100ms || options_.timeout > 1h) wrong("timeout", "from 100ms to 1h");
    });
    options_.retry_auth = given_.has("retry-auth");
    if (options_.mode == Mode::group && options_.host_set.empty())
        throw UsageError("--hosts is required: which hosts of the inventory?");
    if (options_.mode != Mode::group && options_.hosts.empty()) throw UsageError("--host is required: which BMC?");
    const bool by_address = !options_.credentials.empty() || options_.login;
    if (options_.engine && by_address)
        throw UsageError("--engine: the engine has its own credentials; leave --credentials out");
    if (options_.mode != Mode::group && !by_address && options_.hosts.size() > 1)
        throw UsageError("--host: one host of the inventory, or addresses with --credentials");
}

void Interpreter::login_of_ini() {
    if (!given_.has("user") && !given_.has("password")) return;
    if (!given_.has("user") || !given_.has("password"))
        throw UsageError("--extra-opts: user and password belong together");
    ipmi::Credentials login;
    login.user = *given_.last("user");
    login.password = ipmi::Secret(*given_.last("password"));
    if (login.user.size() > 16) throw UsageError("--extra-opts: a user name has at most 16 bytes");
    if (given_.last("password")->size() > 20) throw UsageError("--extra-opts: an IPMI password has at most 20 bytes");
    with("privilege", [&](const std::string& text) {
        if (text == "user")
            login.privilege = ipmi::Privilege::user;
        else if (text == "operator")
            login.privilege = ipmi::Privilege::operator_;
        else if (text == "administrator")
            login.privilege = ipmi::Privilege::administrator;
        else
            throw UsageError("--extra-opts: privilege is user, operator or administrator");
    });
    options_.login = std::move(login);
}

void Interpreter::show() {
    options_.style.verbosity = static_cast<int>(std::min<std::size_t>(given_.times("verbose"), 3));
    with("output", [&](const std::string& text) {
        if (text != "text" && text != "json") wrong("output", "text or json");
        options_.output = text == "json" ? Output::json : Output::text;
    });
    with("state-order", [&](const std::string& text) {
        if (text == "critical,unknown,warning")
            options_.style.order = StateOrder::unknown_over_warning;
        else if (text == "critical,warning,unknown")
            options_.style.order = StateOrder::warning_over_unknown;
        else
            wrong("state-order", "critical,unknown,warning or critical,warning,unknown");
    });
    with("perfdata-thresholds", [&](const std::string& text) {
        if (text == "range")
            options_.style.thresholds = ThresholdStyle::range;
        else if (text == "upper")
            options_.style.thresholds = ThresholdStyle::upper;
        else if (text == "none")
            options_.style.thresholds = ThresholdStyle::none;
        else
            wrong("perfdata-thresholds", "range, upper or none");
    });
    with("max-output", [&](const std::string& text) {
        options_.style.largest_bytes = static_cast<std::size_t>(number_of("max-output", text, 128, 1e7));
    });
}

void Interpreter::sensors() {
    auto& policy = options_.policy.sensors;
    policy.limits_must_match = options_.mode != Mode::group;
    patterns("include", policy.include);
    patterns("exclude", policy.exclude);
    patterns("ignore-state", policy.ignore_state);
    const auto ranges = [&](std::string_view key, std::vector<SensorRange>& out) {
        each(key, [&](const std::string& text) {
            auto [which, value] = assignment(key, text, "REGEX=RANGE");
            out.push_back({std::move(which), need(key, parse_range(value)), text});
        });
    };
    ranges("warning", policy.warning);
    ranges("critical", policy.critical);
    each("map", [&](const std::string& text) {
        auto [which, value] = assignment("map", text, "REGEX=STATE");
        policy.map.push_back({std::move(which), severity_of("map", value)});
    });
    each("rename", [&](const std::string& text) {
        auto [which, value] = assignment("rename", text, "REGEX=NAME");
        if (value.empty()) wrong("rename", "a sensor needs a name");
        policy.rename.push_back({std::move(which), std::move(value)});
    });
    each("expect", [&](const std::string& text) { policy.expect.push_back(need("expect", parse_expectation(text))); });
    state("absent", policy.absent);
    with("unknown-above",
         [&](const std::string& text) { policy.unknown_above_percent = number_of("unknown-above", text, 0, 100); });
}

void Interpreter::sel() {
    auto& policy = options_.policy.sel;
    with("since", [&](const std::string& text) {
        policy.since = std::chrono::duration_cast<seconds>(duration("since", text));
        if (*policy.since <= seconds(0)) wrong("since", "nothing is younger than no time");
    });
    with("severity", [&](const std::string& text) {
        policy.least = severity_of("severity", text);
        if (policy.least != Severity::warning && policy.least != Severity::critical)
            wrong("severity", "warning or critical");
    });
    expressions("sel-include", policy.include);
    expressions("sel-exclude", policy.exclude);
    each("sel-type", [&](const std::string& text) {
        if (const auto known = parse_sensor_types({text}); !known) wrong("sel-type", known.error().context);
        policy.types.push_back(text);
    });
    policy.history = given_.has("history");
    const auto percent = [&](std::string_view key, std::optional<double>& out) {
        with(key, [&](const std::string& text) {
            out = number_of(key, text, 0, 100);
            if (*out == 0) out.reset();
        });
    };
    percent("fill-warning", policy.fill_warning);
    percent("fill-critical", policy.fill_critical);
    options_.acknowledge = given_.has("ack");
    if (!options_.acknowledge && (given_.has("ack-by") || given_.has("note")))
        throw UsageError("--ack-by and --note go with --ack");
    with("note", [&](const std::string& text) { options_.note = text; });
    with("ack-by", [&](const std::string& text) { options_.acknowledge_by = text; });
    if (options_.acknowledge && options_.acknowledge_by.empty()) {
        const auto* user = ::getpwuid(::getuid());
        options_.acknowledge_by = user != nullptr ? user->pw_name : fmt::format("uid {}", ::getuid());
    }
}

void Interpreter::power() {
    auto& policy = options_.policy.power;
    state("powered-off", policy.powered_off);
    state("intrusion", policy.intrusion);
    range("watts-warning", policy.watts_warning);
    range("watts-critical", policy.watts_critical);
}

void Interpreter::health() {
    auto& policy = options_.policy.health;
    with("drift-warning", [&](const std::string& text) {
        policy.drift_warning = std::chrono::duration_cast<seconds>(duration("drift-warning", text));
    });
    with("drift-critical", [&](const std::string& text) {
        policy.drift_critical = std::chrono::duration_cast<seconds>(duration("drift-critical", text));
    });
    range("round-trip-warning", policy.round_trip_warning);
    range("round-trip-critical", policy.round_trip_critical);
}

void Interpreter::group() {
    with("of", [&](const std::string& text) {
        if (text == "host")
            options_.of = Mode::host;
        else if (text == "sensors")
            options_.of = Mode::sensors;
        else if (text == "sel")
            options_.of = Mode::sel;
        else if (text == "power")
            options_.of = Mode::power;
        else
            wrong("of", fmt::format("'{}' is none of host, sensors, sel, power", text.substr(0, 40)));
    });
    const auto count = [&](std::string_view key, std::optional<HostCount>& out) {
        with(key, [&](const std::string& text) {
            const bool percent = text.ends_with('%');
            out = HostCount{number_of(key, percent ? text.substr(0, text.size() - 1) : text, 0, percent ? 100 : 1e6),
                            percent};
            if (!percent && out->value != std::floor(out->value)) wrong(key, "hosts are whole: 1, or a share: 5%");
        });
    };
    count("hosts-warning", options_.policy.group.warning);
    count("hosts-critical", options_.policy.group.critical);
    with("at-once", [&](const std::string& text) {
        options_.at_once = static_cast<std::size_t>(number_of("at-once", text, 1, 1e5));
    });
}

}  // namespace

Parsed parse(Mode mode, int argc, const char* const* argv) {
    Parsed parsed;
    parsed.options.mode = mode;
    try {
        const auto given = GivenOptions::read(mode, argc, argv);
        Interpreter(given, parsed.options).run();
    } catch (const TextAsked& asked) {
        parsed.run = false;
        parsed.message = asked.what();
    } catch (const UsageError& error) {
        parsed.run = false;
        parsed.message = fmt::format("UNKNOWN: {}\n", shown_text(error.what()));
    }
    return parsed;
}

}  // namespace plugins
