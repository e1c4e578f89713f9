#include "api/engine_metrics.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>

namespace ipmi::api {
namespace {

using engine::Reach;

void gauge(MetricText& text, const char* name, const char* help, double value) {
    text.family(name, MetricType::gauge, help);
    text.sample(name, {}, value);
}

void counter(MetricText& text, const char* name, const char* help, std::uint64_t value) {
    text.family(name, MetricType::counter, help);
    text.sample(name, {}, static_cast<double>(value));
}

/// What all hosts say together.
struct Tally {
    std::map<Reach, std::size_t> by_reach{};
    std::size_t stale = 0;
    std::size_t incidents = 0;
    std::vector<double> ages_s{};  ///< of readings, oldest last
};

Tally tally_of(const engine::Snapshot::View& view) {
    Tally tally;
    for (const auto reach : {Reach::answers, Reach::silent, Reach::not_asked}) tally.by_reach[reach] = 0;
    const auto now = WallClock::now();
    for (std::size_t i = 0; i < view.size(); ++i) {
        const auto block = view.at(i);
        ++tally.by_reach[block->reach];
        tally.stale += block->stale ? 1 : 0;
        tally.incidents += block->troubles.count;
        if (block->sensors) tally.ages_s.push_back(std::max(0.0, seconds_of(now) - seconds_of(block->sensors->time)));
    }
    std::sort(tally.ages_s.begin(), tally.ages_s.end());
    return tally;
}

/// The age that so large a share of the readings does not exceed.
double age_at(const std::vector<double>& ages, double share) {
    const auto rank = static_cast<std::size_t>(share * static_cast<double>(ages.size() - 1));
    return ages[rank];
}

void add_hosts(MetricText& text, const Context& context) {
    const auto tally = tally_of(*context.engine.snapshot().view());
    text.family("bmcscope_engine_hosts", MetricType::gauge, "Hosts of the inventory, by whether they answer.");
    for (const auto& [reach, count] : tally.by_reach)
        text.sample("bmcscope_engine_hosts", {{"reach", engine::to_string(reach)}}, static_cast<double>(count));
    gauge(text, "bmcscope_engine_stale_hosts", "Hosts of which an engine before this one has read what is known.",
          static_cast<double>(tally.stale));
    gauge(text, "bmcscope_engine_open_incidents", "Incidents that are open.", static_cast<double>(tally.incidents));
    text.family("bmcscope_engine_readings_age_seconds", MetricType::gauge,
                "Age of the hosts' sensor readings: this share of the hosts has none that are older.");
    if (tally.ages_s.empty()) return;
    for (const auto& [share, name] : {std::pair{0.5, "0.5"}, std::pair{0.99, "0.99"}, std::pair{1.0, "1"}})
        text.sample("bmcscope_engine_readings_age_seconds", {{"share", name}}, age_at(tally.ages_s, share));
}

void add_polling(MetricText& text, const engine::Counters& counters) {
    counter(text, "bmcscope_engine_polls_total", "Rounds of sensors or power that were answered.", counters.polls);
    counter(text, "bmcscope_engine_polls_failed_total", "Logins and rounds that were not.", counters.polls_failed);
    counter(text, "bmcscope_engine_parts_failed_total", "Logs, parts and the like that an answering BMC did not give.",
            counters.parts_failed);
    counter(text, "bmcscope_engine_requests_total", "Datagrams sent to BMCs, repetitions included.", counters.requests);
    counter(text, "bmcscope_engine_retransmissions_total", "Repetitions among them.", counters.retransmissions);
}

void add_journal(MetricText& text, const engine::Recorder& recorder) {
    const auto status = recorder.status();
    gauge(text, "bmcscope_engine_journal_sequence", "Number of the newest event.",
          static_cast<double>(status.sequence));
    gauge(text, "bmcscope_engine_journal_trouble", "1 if the journal cannot be written, 0 otherwise.",
          status.trouble.empty() ? 0 : 1);
    gauge(text, "bmcscope_engine_journal_waiting_events", "Events that are not on the disk yet.",
          static_cast<double>(status.waiting));
    counter(text, "bmcscope_engine_journal_lost_events_total", "Events given up because too many waited.", status.lost);
}

void add_server(MetricText& text, const ServerCounters& counters) {
    counter(text, "bmcscope_engine_api_requests_total", "Requests to the API.", counters.requests);
    counter(text, "bmcscope_engine_api_refused_total", "Those answered with an error.", counters.refused);
    gauge(text, "bmcscope_engine_api_connections", "Connections to the API.",
          static_cast<double>(counters.connections));
    gauge(text, "bmcscope_engine_api_streams", "Those that follow events.", static_cast<double>(counters.streams));
}

void add_inventory(MetricText& text, const Context& context) {
    const auto& readings = context.readings_of_it;
    gauge(text, "bmcscope_engine_inventory_last_reload_successful", "1 if the inventory was taken over, 0 otherwise.",
          readings.good ? 1 : 0);
    gauge(text, "bmcscope_engine_inventory_last_reload_success_timestamp_seconds",
          "When the inventory was taken over last, since 1970.", seconds_of(readings.last_good));
    counter(text, "bmcscope_engine_inventory_reloads_refused_total", "Inventories that were not taken over.",
            readings.refused);
    gauge(text, "bmcscope_engine_generation", "Number of the newest change of what is known of hosts.",
          static_cast<double>(context.engine.snapshot().generation()));
}

/// Pages, the second number of /proc/self/statm: proc(5).
double resident_bytes() {
    std::ifstream file("/proc/self/statm");
    double all = 0;
    double resident = 0;
    file >> all >> resident;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

double open_descriptors() {
    std::error_code error;
    const std::filesystem::directory_iterator folder("/proc/self/fd", error);
    return error ? 0 : static_cast<double>(std::distance(begin(folder), end(folder))) - 1;  // without the folder's own
}

double cpu_seconds() {
    timespec used{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

void add_process(MetricText& text) {
    gauge(text, "process_resident_memory_bytes", "Resident memory in bytes.", resident_bytes());
    gauge(text, "process_open_fds", "Open file descriptors.", open_descriptors());
    text.family("process_cpu_seconds_total", MetricType::counter, "User and system CPU time in seconds.");
    text.sample("process_cpu_seconds_total", {}, cpu_seconds());
}

}  // namespace

void add_engine_metrics(MetricText& text, const Context& context) {
    add_hosts(text, context);
    add_polling(text, context.engine.counters());
    add_journal(text, context.engine.recorder());
    if (context.server != nullptr) add_server(text, *context.server);
    add_inventory(text, context);
    add_process(text);
}

}  // namespace ipmi::api
