#include "dropin/freeipmi_config.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstring>

#include "dropin/refuse.hpp"

namespace plugins::dropin {
namespace {

using ipmi::Errc;
using ipmi::Error;
using ipmi::Result;
using ipmi::Secret;

constexpr std::size_t largest_file = 65536;

bool is_blank(char character) {
    return std::isspace(static_cast<unsigned char>(character)) != 0;
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (auto& character : out) character = static_cast<char>(std::tolower(static_cast<unsigned char>(character)));
    return out;
}

/// One line taken apart: name and values. The memory of a value is wiped with the line.
struct Line {
    std::string name{};
    std::vector<std::string> values{};
    Line() = default;
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;
    Line(Line&&) = default;
    Line& operator=(Line&&) = default;
    ~Line() {
        for (auto& value : values) ipmi::wipe(value.data(), value.size());
    }
};

/// Errors: local (a quote that does not end).
Result<Line> take_apart(std::string_view text) {
    Line line;
    std::size_t at = 0;
    const auto skip_blanks = [text, &at] {
        while (at < text.size() && is_blank(text[at])) ++at;
    };
    skip_blanks();
    while (at < text.size() && !is_blank(text[at]) && text[at] != '#') line.name += text[at++];
    for (skip_blanks(); at < text.size() && text[at] != '#'; skip_blanks()) {
        auto& value = line.values.emplace_back();
        value.reserve(text.size());  // no copy is left behind by growing
        bool quoted = false;
        for (; at < text.size(); ++at) {
            if (text[at] == '"') {
                quoted = !quoted;
            } else if (text[at] == '\\' && at + 1 < text.size()) {
                value += text[++at];
            } else if (!quoted && (is_blank(text[at]) || text[at] == '#')) {
                break;
            } else {
                value += text[at];
            }
        }
        if (quoted) return refuse("a double quote is missing");
    }
    return line;
}

constexpr std::string_view own_program = "ipmi-sensors-";
constexpr std::array other_programs{"bmc-",
                                    "ipmi-chassis",
                                    "ipmi-config",
                                    "ipmi-dcmi-",
                                    "ipmi-fru-",
                                    "ipmi-oem-",
                                    "ipmi-pef-",
                                    "ipmi-pet-",
                                    "ipmi-raw-",
                                    "ipmi-sel-",
                                    "ipmiconsole-",
                                    "ipmidetect",
                                    "ipmiping-",
                                    "ipmipower-",
                                    "ipmiseld-",
                                    "libipmiconsole-",
                                    "pef-config-",
                                    "rmcpping-",
                                    "ipmi-sensors-config-",
                                    "ipmi-locate-",
                                    "bmc-watchdog-",
                                    "hostname"};

bool of_another_program(std::string_view name) {
    return std::any_of(other_programs.begin(), other_programs.end(),
                       [name](const char* prefix) { return name.starts_with(prefix); });
}

/// Settings of ipmi-sensors that are about the session; the rest of its settings chooses what it prints.
bool is_about_the_session(std::string_view name) {
    static constexpr std::array names{
        "username", "password", "k_g", "cipher-suite-id", "privilege-level", "authentication-type", "workaround-flags"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

Result<void> apply(Access& access, const Line& line, std::string_view name) {
    if (line.values.empty()) return refuse(fmt::format("{} has no value", name));
    // A list, or for this program nothing but a word to be passed over.
    if (name == "workaround-flags") return apply_setting(access, name, line.values.front());
    if (line.values.size() > 1)
        return refuse(fmt::format("{} has more than one value; one with blanks stands in quotes", name));
    return apply_setting(access, name, line.values.front());
}

}  // namespace

Result<Access> parse_freeipmi_config(std::string_view text, const std::string& path) {
    Access access;
    std::vector<std::pair<unsigned, Line>> later;  // what ipmi-sensors- says wins, wherever it stands
    const auto at_line = [&path](unsigned number, const Error& error) {
        return refuse(fmt::format("{}:{}: {}", path, number, error.context));
    };
    for (unsigned number = 1; !text.empty(); ++number) {
        const auto end = std::min(text.find('\n'), text.size());
        auto line = take_apart(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!line) return at_line(number, line.error());
        line->name = lower(line->name);
        if (line->name.empty() || of_another_program(line->name)) continue;
        if (line->name.starts_with(own_program)) {
            line->name.erase(0, own_program.size());
            if (is_about_the_session(line->name))
                later.emplace_back(number, std::move(*line));
            else
                access.notes.push_back(
                    fmt::format("{}{} is ignored: it is about the output of ipmi-sensors", own_program, line->name));
            continue;
        }
        if (const auto applied = apply(access, *line, line->name); !applied) return at_line(number, applied.error());
    }
    for (const auto& [number, line] : later)
        if (const auto applied = apply(access, line, line.name); !applied) return at_line(number, applied.error());
    return access;
}

Result<Access> read_freeipmi_config(const std::string& path) {
    const int file = ::open(
        path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);  // a pipe that nobody writes to is refused, not waited for
    if (file < 0) return refuse(fmt::format("{}: {}", path, std::strerror(errno)));
    struct stat about {};
    std::vector<char> bytes(largest_file + 1);
    std::size_t size = 0;
    ssize_t got = ::fstat(file, &about) == 0 && S_ISREG(about.st_mode) ? 1 : -1;
    while (got > 0 && size < bytes.size()) {
        got = ::read(file, bytes.data() + size, bytes.size() - size);
        if (got > 0) size += static_cast<std::size_t>(got);
    }
    ::close(file);
    Result<Access> access = refuse(fmt::format("{} cannot be read as a file", path));
    if (got >= 0 && size > largest_file) access = refuse(fmt::format("{} is larger than {} bytes", path, largest_file));
    if (got >= 0 && size <= largest_file) access = parse_freeipmi_config(std::string_view(bytes.data(), size), path);
    ipmi::wipe(bytes.data(), bytes.size());
    if (access && (about.st_mode & S_IROTH) != 0)
        access->notes.push_back(fmt::format("{} can be read by everybody on this machine: chmod 640", path));
    return access;
}

}  // namespace plugins::dropin
