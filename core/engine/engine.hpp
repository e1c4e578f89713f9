// All hosts of an inventory, polled in one thread of the engine's own; what happens goes into the journal.
#pragma once

#include <ipmi/event.hpp>
#include <ipmi/target.hpp>

#include <atomic>
#include <boost/asio/steady_timer.hpp>
#include <future>
#include <list>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "engine/block_keeper.hpp"
#include "engine/counters.hpp"
#include "engine/host_poller.hpp"
#include "engine/host_watch.hpp"
#include "engine/order_desk.hpp"
#include "inventory/natural_order.hpp"

namespace ipmi::engine {

struct EngineSettings {
    std::string cache_directory{};  ///< sensor tables and what is remembered of each BMC
    Pace pace{};
};

/// A host that cannot be asked as the inventory has it: a secret that cannot be read, say.
struct Unusable {
    std::string host{};
    std::vector<std::string> addresses{};
    Error why{};
};

class Engine {
public:
    using Polls = std::map<std::string, inventory::PollEntry, std::less<>>;

    /// The recorder is started with the engine and outlives it.
    Engine(EngineSettings settings, Recorder& recorder);
    /// As stop().
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    /// The hosts from now on, from any thread. Those that stay the same BMCs keep their sessions; a host that is gone
    /// has its incidents closed, and what was seen of it is kept in the journal.
    /// `polls`: of those hosts that are asked at another pace than the general one.
    /// `missed`: hosts that are not there, perhaps by a mistake: nobody asks them, and their incidents stay open.
    void set_hosts(std::vector<Target> targets, std::vector<Unusable> unusable, Polls polls = {},
                   inventory::HostSet missed = {});

    void start();
    /// Ends all polls, closes all sessions, waits for that.
    void stop();

    /// From any thread: the host is asked everything at once. False: there is no such host, or it cannot be asked.
    bool refresh(const std::string& host);
    /// From any thread: somebody says that something has happened there. Nothing of it is believed: log and sensors are
    /// read soon, at most once a second for each host. False: as refresh().
    bool hint(const std::string& host);

    /// Power and the identify lamp.
    [[nodiscard]] OrderDesk& orders() { return orders_; }

    [[nodiscard]] const Snapshot& snapshot() const { return snapshot_; }
    [[nodiscard]] const Recorder& recorder() const { return recorder_; }
    [[nodiscard]] const Counters& counters() const { return counters_; }

    /// From any thread; ready when it is in the journal. Errors: those of IncidentBook.
    /// `asked`: who, from where, for the audit; the change and its entry are written together.
    std::future<Result<Incident>> acknowledge(std::uint64_t id, IncidentAcknowledgement by, AuditEntry asked);
    std::future<Result<Incident>> clear(std::uint64_t id, std::string who, std::string note, AuditEntry asked);
    /// Called in a thread of the engine's or the recorder's after one of these two is ready. Before start().
    std::function<void()> on_answer;
    /// From any thread: a line of the journal that is nobody's reading.
    void record(Event event);
    /// The same of the audit, with the event that tells of it: one of kind audit, or this one.
    void record(AuditEntry entry);
    void record(AuditEntry entry, Event event);

private:
    struct Polled {
        Target target{};
        Pace pace{};
        Snapshot::Place place{};
        std::unique_ptr<HostWatch> watch{};
        std::unique_ptr<HostPoller> poller{};
    };
    void change_hosts(std::vector<Target> targets, std::vector<Unusable> unusable, const Polls& polls,
                      const inventory::HostSet& missed);
    HostBlock first_block(const Target& target);
    void note_inventory(std::set<std::string> hosts);
    void end_troubles(const std::string& host, std::string& memory, store::Changes& changes);
    void show_troubles(const std::string& host);
    void begin(Polled& host);
    void change_pace(Polled& host, const Pace& pace);
    void leave(const std::string& name);
    void spawn(Polled& host);
    void ended();
    Task<void> look_after_acknowledgements();
    template <class Change>
    std::future<Result<Incident>> change_incident(AuditEntry asked, Change change);
    /// What the engine before this one was about to do when it ended.
    void tell_unfinished();
    template <class Use>
    bool with_poller(const std::string& host, Use use);

    EngineSettings settings_;
    Recorder& recorder_;
    IncidentBook book_;
    PartLists part_lists_;
    boost::asio::io_context loop_{1};
    model::CacheFiles files_;
    host::TableCache tables_;
    session::Network network_;
    host::Environment environment_;
    Snapshot snapshot_;
    Counters counters_;
    OrderDesk orders_;
    BlockKeeper keeper_;
    boost::asio::steady_timer minute_;
    // The loop's own from start() on.
    std::map<std::string, Polled> hosts_;
    std::vector<std::string> unusable_;                         ///< hosts that are shown and not polled
    std::list<Polled> leaving_;                                 ///< stopped, saying goodbye
    std::map<std::string, std::string, std::less<>> memories_;  ///< of hosts that are not polled, from the journal
    std::map<std::string, Bytes, std::less<>> blocks_;          ///< of the engine before this one, until the start
    std::size_t running_ = 0;
    bool stopping_ = false;
    std::atomic<bool> started_{false};  ///< from then on only the loop touches what is above
    std::thread thread_;
};

}  // namespace ipmi::engine
