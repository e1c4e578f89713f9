// The thread that writes the journal. Whoever has something to write gives it and goes on; what is told to others is
// told when it is on the disk. A journal that cannot be written is tried again and loses nothing meanwhile; one that is
// damaged is put aside, and another begun with what the engine still knows.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <set>
#include <thread>
#include <utility>

#include "base/clock.hpp"
#include "engine/clock_trust.hpp"
#include "store/journal.hpp"

namespace ipmi::engine {

class Recorder {
public:
    /// What was kept, for those who go on with it.
    struct Beginning {
        std::vector<store::KeptIncident> open_incidents{};
        std::map<std::string, std::string, std::less<>> hosts{};
        std::uint64_t last_incident = 0;
        std::map<std::string, Bytes, std::less<>> blocks{};
        std::vector<AuditEntry> unfinished{};  ///< orders of which nothing tells what became of them
        std::set<std::string> inventory{};     ///< hosts that the engine before had seen and not given up
        std::vector<store::KeptIncident> closed_incidents{};  ///< those of which a log may still tell
    };

    /// Opens the journal in `directory`. A damaged one is put aside there, which `status()` tells, and
    /// an event.
    /// Errors: local (it cannot be opened; written by a newer program).
    static Result<std::unique_ptr<Recorder>> open(const std::string& directory, store::Retention retention);
    /// As stop().
    ~Recorder();
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;

    [[nodiscard]] const Beginning& beginning() const { return beginning_; }
    /// Once: they are large.
    std::map<std::string, Bytes, std::less<>> take_blocks() { return std::exchange(beginning_.blocks, {}); }
    /// Called in the writing thread after each commit that had events. Before start().
    std::function<void()> on_written;
    void start();
    /// Writes what has been given, and ends; on_written is not called any more.
    void stop();

    /// From any thread; events and audit entries are numbered in the order of these calls. `done` is called in the
    /// writing thread. Gives the number of the last audit entry ever given; those of `changes` end with it.
    std::uint64_t write(store::Changes changes, std::function<void()> done = {});
    /// From any thread. They get their numbers soon; of a host the newest that was given counts.
    void number(store::KeptParts parts);
    void number(store::KeptLog log);
    /// From any thread. Of a host the newest counts; behind all that was given before.
    void keep(store::KeptBlock block);
    /// Which journal it is since the start: where this has grown, numbers have to be asked for again.
    [[nodiscard]] unsigned journals_begun() const { return journals_begun_.load(); }
    /// Waits until all that was given before is on the disk; false: not by then.
    bool flush(Duration patience);

    struct Status {
        std::string trouble{};       ///< empty: all is well
        std::string doubt{};         ///< why nothing is dropped for its age, if so
        std::size_t waiting = 0;     ///< events not on the disk yet
        std::uint64_t lost = 0;      ///< events that were given up because too many waited
        std::uint64_t sequence = 0;  ///< of the newest event, on the disk or waiting
    };
    [[nodiscard]] Status status() const;
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    struct Piece {
        store::Changes changes{};
        std::function<void()> done{};
    };
    Recorder(std::string path, store::Journal journal, store::Retention retention);
    void work();
    /// Some of what waits beside the queue; the lock is held.
    store::Changes take_aside();
    void give_back(store::Changes aside);
    Result<void> write_out(const std::deque<Piece>& pieces, store::Changes& aside);
    Result<void> begin_anew(const std::deque<Piece>& pieces);
    [[nodiscard]] std::uint64_t last_on_the_disk(const std::deque<Piece>& pieces) const;
    void prune();

    std::string path_;
    store::Retention retention_;
    Beginning beginning_;
    std::optional<store::Journal> journal_;  // the writing thread's after start(); empty: another is being begun
    std::string aside_;                      // what the damaged one is called now

    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::condition_variable written_;
    std::deque<Piece> queue_;
    std::map<std::pair<std::string, store::KeptParts::Source>, store::KeptParts> parts_;  ///< without numbers yet
    std::map<std::string, store::KeptBlock> blocks_;
    std::map<std::string, store::KeptLog> logs_;  ///< likewise
    std::size_t waiting_events_ = 0;
    std::uint64_t given_ = 0;  ///< pieces
    std::uint64_t done_ = 0;
    std::uint64_t lost_ = 0;
    std::uint64_t next_sequence_ = 1;
    std::uint64_t highest_incident_ = 0;
    std::uint64_t last_audit_ = 0;
    std::string trouble_;
    std::string doubt_;
    bool ending_ = false;
    std::atomic<unsigned> journals_begun_{0};
    /// The last that was given of each, for a journal that must be begun anew.
    std::map<std::string, std::string, std::less<>> last_hosts_;
    std::map<std::uint64_t, store::KeptIncident> last_incidents_;
    Time next_prune_{};
    ClockTrust clock_{std::nullopt};
    std::thread thread_;
};

}  // namespace ipmi::engine
