#include "dropin/access.hpp"

#include <fmt/format.h>
#include <strings.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "dropin/refuse.hpp"

namespace plugins::dropin {
namespace {

using ipmi::Errc;
using ipmi::Error;
using ipmi::Privilege;
using ipmi::Result;
using ipmi::Secret;

constexpr std::size_t longest_user = 16;
constexpr std::size_t longest_password = 20;
constexpr std::size_t longest_kg = 20;

bool same(std::string_view a, std::string_view b) {
    return a.size() == b.size() && ::strncasecmp(a.data(), b.data(), a.size()) == 0;
}

bool any_of(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [text](std::string_view word) { return same(text, word); });
}

template <class Number>
std::optional<Number> parse_number(std::string_view text) {
    Number number{};
    const auto* end = text.data() + text.size();
    const auto [stop, problem] = std::from_chars(text.data(), end, number);
    return problem == std::errc{} && stop == end && !text.empty() ? std::optional(number) : std::nullopt;
}

int hex_digit(char character) {
    if (character >= '0' && character <= '9') return character - '0';
    if (character >= 'a' && character <= 'f') return character - 'a' + 10;
    if (character >= 'A' && character <= 'F') return character - 'A' + 10;
    return -1;
}

/// Text, or bytes behind "0x" as FreeIPMI takes them.
Result<Secret> parse_kg(std::string_view text) {
    if (!text.starts_with("0x") && !text.starts_with("0X")) {
        if (text.size() > longest_kg) return refuse("k_g: at most 20 bytes");
        return Secret(text);
    }
    text.remove_prefix(2);
    std::array<char, longest_kg> bytes{};
    if (text.size() % 2 != 0 || text.size() > 2 * bytes.size())
        return refuse("k_g: two hexadecimal digits a byte, at most 20 bytes");
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const int high = hex_digit(text[i]);
        const int low = hex_digit(text[i + 1]);
        if (high < 0 || low < 0) return refuse("k_g: no hexadecimal number");
        bytes[i / 2] = static_cast<char>(high << 4 | low);
    }
    Secret key(std::string_view(bytes.data(), text.size() / 2));
    ipmi::wipe(bytes.data(), bytes.size());
    return key;
}

/// Settings that this program does without, each with the reason.
struct Ignored {
    std::string_view name;
    std::string_view why;
};
constexpr std::array ignored{
    Ignored{"workaround-flags", "what a BMC does wrong is found by its symptom"},
    Ignored{"retransmission-timeout", "requests are repeated by measured round trip"},
    Ignored{"authentication-type", "it is for IPMI 1.5; sessions are IPMI 2.0"},
    Ignored{"disable-auto-probe", "it is for in-band drivers"},
    Ignored{"driver-address", "it is for in-band drivers"},
    Ignored{"driver-device", "it is for in-band drivers"},
    Ignored{"register-spacing", "it is for in-band drivers"},
    Ignored{"target-channel-number", "it is for in-band drivers"},
    Ignored{"target-slave-address", "it is for in-band drivers"},
    Ignored{"quiet-cache", "the cache is our own, and silent"},
    Ignored{"sdr-cache-directory", "the cache is our own: BMCSCOPE_CACHE_DIR"},
    Ignored{"sdr-cache-file", "the cache is our own: BMCSCOPE_CACHE_DIR"},
    Ignored{"sdr-cache-recreate", "a cache that is out of date is read anew"},
    Ignored{"flush-cache", "a cache that is out of date is read anew"},
    Ignored{"utc-to-localtime", "no times are shown"},
    Ignored{"localtime-to-utc", "no times are shown"},
    Ignored{"utc-offset", "no times are shown"},
    Ignored{"buffer-output", "one BMC is asked"},
    Ignored{"consolidate-output", "one BMC is asked"},
    Ignored{"fanout", "one BMC is asked"},
    Ignored{"eliminate", "one BMC is asked"},
    Ignored{"always-prefix", "one BMC is asked"},
};

}  // namespace

Result<Privilege> parse_privilege(std::string_view text) {
    if (any_of(text, {"user"})) return Privilege::user;
    if (any_of(text, {"operator"})) return Privilege::operator_;
    if (any_of(text, {"admin", "administrator"})) return Privilege::administrator;
    return refuse(fmt::format("invalid privilege level '{}': it is user, operator or admin", text));
}

Result<void> check_driver(std::string_view text) {
    if (any_of(text, {"LAN_2_0", "LAN20", "LAN2_0", "LAN_20", "LAN2", "lanplus", "default"})) return {};
    if (any_of(text, {"LAN"})) return refuse("IPMI 1.5 (driver type LAN) is not carried; use LAN_2_0");
    return refuse(fmt::format("driver type '{}' is not carried: the BMC is reached over the network (LAN_2_0)", text));
}

Result<void> apply_setting(Access& access, std::string_view name, std::string_view value) {
    if (same(name, "username")) {
        if (value.size() > longest_user) return refuse("username: at most 16 bytes");
        access.user = std::string(value);
    } else if (same(name, "password")) {
        if (value.size() > longest_password) return refuse("password: at most 20 bytes");
        access.password = Secret(value);
    } else if (same(name, "k_g")) {
        auto key = parse_kg(value);
        if (!key) return std::unexpected(std::move(key.error()));
        access.kg = std::move(*key);
    } else if (same(name, "privilege-level")) {
        const auto level = parse_privilege(value);
        if (!level) return std::unexpected(level.error());
        access.privilege = *level;
    } else if (same(name, "cipher-suite-id")) {
        const auto suite = parse_number<std::uint8_t>(value);
        if (!suite) return refuse(fmt::format("invalid cipher suite id '{}'", value));
        if (*suite == 0) return refuse("cipher suite 0 logs in without a password: it is never used");
        access.cipher_suite = *suite;
    } else if (same(name, "session-timeout")) {
        const auto milliseconds = parse_number<std::uint32_t>(value);
        if (!milliseconds || *milliseconds == 0) return refuse(fmt::format("invalid session timeout '{}'", value));
        access.session_timeout = std::chrono::milliseconds(*milliseconds);
    } else if (same(name, "driver-type")) {
        return check_driver(value);
    } else {
        const auto* const found = std::find_if(ignored.begin(), ignored.end(),
                                               [name](const Ignored& known) { return same(known.name, name); });
        if (found == ignored.end()) return refuse(fmt::format("'{}' is no setting that is known here", name));
        access.notes.push_back(fmt::format("{} is ignored: {}", found->name, found->why));
    }
    return {};
}

ipmi::Target make_target(const std::string& host, const Access& access) {
    ipmi::Target target;
    target.name = host;
    target.addresses = {host};
    target.credentials.user = access.user.value_or("");
    if (access.password) target.credentials.password = *access.password;
    target.credentials.kg = access.kg;
    target.credentials.privilege = access.privilege.value_or(Privilege::user);
    if (access.cipher_suite) target.cipher_suites = {*access.cipher_suite};
    return target;
}

}  // namespace plugins::dropin
