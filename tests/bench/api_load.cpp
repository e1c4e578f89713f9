// Asks a running bmcscoped for pages from several clients at once, each on a connection that it keeps, and says how
// many answers came a second, how long they took, and how many bytes they had. One thread: what is measured is the
// service.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <fstream>
#include <vector>

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using Clock = std::chrono::steady_clock;
constexpr auto token = asio::as_tuple(asio::use_awaitable);

struct Load {
    std::string socket = "/run/bmcscope/engine.sock";
    std::vector<std::string> pages{};
    std::string accept = "application/json";
    std::size_t clients = 16;
    double seconds = 5;
    double rate = 0;  // of all clients together; 0: as fast as answers come
};

struct Seen {
    std::vector<double> ms{};
    std::uint64_t bytes = 0;
    std::uint64_t failed = 0;
};

asio::awaitable<void> client(const Load& load, std::size_t number, Clock::time_point until, Seen& seen) {
    asio::local::stream_protocol::socket socket(co_await asio::this_coro::executor);
    boost::beast::flat_buffer buffer;
    asio::steady_timer turn(co_await asio::this_coro::executor);
    const auto period =
        std::chrono::duration<double>(load.rate > 0 ? static_cast<double>(load.clients) / load.rate : 0);
    const auto step = std::chrono::duration_cast<Clock::duration>(period);
    auto due = Clock::now() + step * static_cast<Clock::rep>(number) / static_cast<Clock::rep>(load.clients);
    for (std::size_t i = number; Clock::now() < until; i += load.clients) {
        if (load.rate > 0) {
            turn.expires_at(due);
            co_await turn.async_wait(token);
        }
        if (!socket.is_open()) {
            const asio::local::stream_protocol::endpoint place(load.socket);
            const auto [refused] = co_await socket.async_connect(place, token);
            if (refused) {
                ++seen.failed;
                co_return;
            }
        }
        http::request<http::empty_body> request(http::verb::get, load.pages[i % load.pages.size()], 11);
        request.set(http::field::host, "localhost");
        request.set(http::field::accept, load.accept);
        // By the clock that a question was due, so that a service that stalls cannot hide those that waited.
        const auto begun = load.rate > 0 ? due : Clock::now();
        due += step;
        const auto [unsent, sent] = co_await http::async_write(socket, request, token);
        http::response_parser<http::string_body> parser;
        parser.body_limit(boost::none);
        const auto [lost, size] = co_await http::async_read(socket, buffer, parser, token);
        if (unsent || lost || parser.get().result() != http::status::ok) ++seen.failed;
        seen.bytes += parser.get().body().size();
        seen.ms.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begun).count());
        if (unsent || lost || !parser.get().keep_alive()) socket.close();
    }
}

double at(const std::vector<double>& sorted, double share) {
    return sorted.empty() ? 0 : sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

}  // namespace

int main(int argc, char** argv) {
    Load load;
    std::string file;
    CLI::App app("Asks a running bmcscoped for pages from several clients at once.", "bmcscope-api-load");
    app.add_option("--socket", load.socket);
    app.add_option("--clients", load.clients);
    app.add_option("--seconds", load.seconds);
    app.add_option("--rate", load.rate, "questions a second of all clients together");
    app.add_option("--accept", load.accept);
    app.add_option("--pages", file, "a file with a page a line");
    app.add_option("PAGE", load.pages, "asked in turns");
    CLI11_PARSE(app, argc, argv);
    std::ifstream lines(file);
    for (std::string line; std::getline(lines, line);) load.pages.push_back(line);
    if (load.pages.empty()) return 2;
    asio::io_context loop(1);
    Seen seen;
    const auto begun = Clock::now();
    const auto until = begun + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(load.seconds));
    for (std::size_t i = 0; i < load.clients; ++i) asio::co_spawn(loop, client(load, i, until, seen), asio::detached);
    loop.run();
    const auto wall = std::chrono::duration<double>(Clock::now() - begun).count();
    std::sort(seen.ms.begin(), seen.ms.end());
    fmt::print(
        "{:.0f} answers/s, {:.1f} MB/s, p50 {:.2f} ms, p99 {:.2f} ms, longest {:.2f} ms, {} bytes each, {} failed\n",
        static_cast<double>(seen.ms.size()) / wall, static_cast<double>(seen.bytes) / wall / 1e6, at(seen.ms, 0.5),
        at(seen.ms, 0.99), at(seen.ms, 1), seen.ms.empty() ? 0 : seen.bytes / seen.ms.size(), seen.failed);
    return seen.failed == 0 ? 0 : 1;
}
