#include "client/embedded_engine.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

#include "base/text.hpp"

extern char** environ;

namespace ipmi::client {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::string_view ready_words = "asked on";            // the line bmcscoped says last before it answers
constexpr std::size_t most_words = 4096;                        // of what it says kept for an error
constexpr auto patience_at_the_end = std::chrono::seconds(20);  // sessions are closed
constexpr auto look_again = std::chrono::milliseconds(10);

std::unexpected<Error> failed(std::string what) {
    return std::unexpected(Error{Errc::local, fmt::format("{}: {}", what, std::strerror(errno)), {}});
}

/// A build has all programs in one directory, an installation has this one in bin or libexec and bmcscoped in sbin.
std::string found_program() {
    std::error_code none;
    const auto here = fs::read_symlink("/proc/self/exe", none).parent_path();
    for (const auto& place : {here / "bmcscoped", here.parent_path() / "sbin" / "bmcscoped"})
        if (::access(place.c_str(), X_OK) == 0) return place;
    return "bmcscoped";
}

struct Pipe {
    std::array<int, 2> ends{-1, -1};
    Pipe() = default;
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    ~Pipe() {
        for (const int end : ends)
            if (end >= 0) ::close(end);
    }
    [[nodiscard]] bool open() { return ::pipe2(ends.data(), O_CLOEXEC) == 0; }
    int take(std::size_t which) { return std::exchange(ends.at(which), -1); }
};

/// The child gets these three and nothing else: every descriptor of ours is closed when it starts.
class ChildFiles {
public:
    ChildFiles(int in, int out) {
        ::posix_spawn_file_actions_init(&actions_);
        ::posix_spawn_file_actions_adddup2(&actions_, in, STDIN_FILENO);
        ::posix_spawn_file_actions_adddup2(&actions_, out, STDOUT_FILENO);
        ::posix_spawn_file_actions_adddup2(&actions_, out, STDERR_FILENO);
        ::posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
    }
    ~ChildFiles() { ::posix_spawn_file_actions_destroy(&actions_); }
    ChildFiles(const ChildFiles&) = delete;
    ChildFiles& operator=(const ChildFiles&) = delete;
    [[nodiscard]] const posix_spawn_file_actions_t* get() const { return &actions_; }

private:
    posix_spawn_file_actions_t actions_{};
};

/// In a group of its own, so that a Ctrl-C meant for the door does not end it before the door has closed; with no
/// signal ignored or blocked.
class ChildManners {
public:
    ChildManners() {
        ::posix_spawnattr_init(&attributes_);
        sigset_t none, all;
        ::sigemptyset(&none);
        ::sigfillset(&all);
        ::posix_spawnattr_setsigmask(&attributes_, &none);
        ::posix_spawnattr_setsigdefault(&attributes_, &all);
        ::posix_spawnattr_setpgroup(&attributes_, 0);
        ::posix_spawnattr_setflags(
            &attributes_, static_cast<short>(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF));
    }
    ~ChildManners() { ::posix_spawnattr_destroy(&attributes_); }
    ChildManners(const ChildManners&) = delete;
    ChildManners& operator=(const ChildManners&) = delete;
    [[nodiscard]] const posix_spawnattr_t* get() const { return &attributes_; }

private:
    posix_spawnattr_t attributes_{};
};

std::vector<std::string> command_of(const EmbeddedEngine::Settings& settings, const std::string& program,
                                    const std::string& socket) {
    std::vector<std::string> words{program, "--embedded", "--socket", socket, "--state", settings.state};
    if (!settings.inventory.empty()) words.insert(words.end(), {"--inventory", settings.inventory});
    words.insert(words.end(), settings.options.begin(), settings.options.end());
    return words;
}

std::string private_folder() {
    const char* runtime = std::getenv("XDG_RUNTIME_DIR");
    std::string path = fmt::format("{}/bmcscope-XXXXXX", runtime != nullptr && *runtime == '/' ? runtime : "/tmp");
    return ::mkdtemp(path.data()) != nullptr ? path : std::string();
}

}  // namespace

Result<std::unique_ptr<EmbeddedEngine>> EmbeddedEngine::start(const Settings& settings,
                                                              std::chrono::milliseconds patience) {
    std::unique_ptr<EmbeddedEngine> engine(new EmbeddedEngine());
    if (const auto launched = engine->launch(settings); !launched) return std::unexpected(launched.error());
    if (const auto ready = engine->await(patience); !ready) return std::unexpected(ready.error());
    return engine;
}

Result<void> EmbeddedEngine::launch(const Settings& settings) {
    std::error_code made;
    fs::create_directories(settings.state, made);
    if (made) return std::unexpected(Error{Errc::local, fmt::format("{}: {}", settings.state, made.message()), {}});
    folder_ = private_folder();
    if (folder_.empty()) return failed("no directory for the engine's socket");
    socket_ = folder_ + "/engine.sock";
    Pipe in, out;
    if (!in.open() || !out.open()) return failed("no pipe to the engine");

    const auto program = settings.program.empty() ? found_program() : settings.program;
    auto words = command_of(settings, program, socket_);
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const ChildFiles files(in.ends[0], out.ends[1]);
    const ChildManners manners;
    errno = ::posix_spawnp(&child_, program.c_str(), files.get(), manners.get(), arguments.data(), environ);
    if (errno != 0) {
        child_ = -1;
        return failed(program + ", the engine, does not start");
    }
    lifeline_ = in.take(1);
    words_ = out.take(0);
    return {};
}

Result<void> EmbeddedEngine::await(std::chrono::milliseconds patience) {
    const auto deadline = Clock::now() + patience;
    std::string said;
    while (said.find(ready_words) == std::string::npos) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
        pollfd waited{words_, POLLIN, 0};
        if (left.count() <= 0 || ::poll(&waited, 1, static_cast<int>(left.count())) == 0)
            return std::unexpected(Error{Errc::timeout, "the engine of our own was not ready in time", {}});
        std::array<char, 512> bytes{};
        const auto count = ::read(words_, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) {
            while (said.ends_with('\n')) said.pop_back();
            return std::unexpected(
                Error{Errc::local, said.empty() ? "bmcscoped ended without a word" : clean_text(said, most_words), {}});
        }
        said.append(bytes.data(), static_cast<std::size_t>(count));
        if (said.size() > most_words) said.erase(0, said.size() - most_words);
    }
    // An engine that has more to say must not wait for a reader.
    reader_ = std::thread([from = words_] {
        std::array<char, 512> bytes{};
        ssize_t count = 0;
        do count = ::read(from, bytes.data(), bytes.size());
        while (count > 0 || (count < 0 && errno == EINTR));
    });
    return {};
}

EmbeddedEngine::~EmbeddedEngine() {
    if (lifeline_ >= 0) ::close(lifeline_);
    if (child_ > 0) {
        const auto deadline = Clock::now() + patience_at_the_end;
        int status = 0;
        while (::waitpid(child_, &status, WNOHANG) == 0) {
            if (Clock::now() > deadline) ::kill(child_, SIGKILL);
            std::this_thread::sleep_for(look_again);
        }
    }
    if (reader_.joinable()) reader_.join();
    if (words_ >= 0) ::close(words_);
    std::error_code none;
    if (!folder_.empty()) fs::remove_all(folder_, none);
}

}  // namespace ipmi::client
