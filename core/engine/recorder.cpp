#include "engine/recorder.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/error.hpp"

namespace ipmi::engine {
namespace {

constexpr std::size_t most_waiting = 200'000;  ///< events, while the journal cannot be written
constexpr std::size_t pieces_a_commit = 2000;
constexpr std::size_t hosts_numbered_a_commit = 100;
constexpr std::size_t blocks_a_commit = 500;
constexpr auto first_pause = std::chrono::milliseconds(500);
constexpr auto longest_pause = std::chrono::seconds(30);
constexpr auto prune_every = std::chrono::minutes(10);

/// What a lost journal may have given cannot be known any more. Two a second since 2026 is more than a fleet of ten
/// thousand hosts that is met anew each week uses up, and lasts for 34 years; log sequences are of one BMC each.
std::int64_t indices_lost() {
    constexpr auto begin = std::chrono::sys_days(std::chrono::January / 1 / 2026);
    return std::max<std::int64_t>(
        0, std::chrono::duration_cast<std::chrono::seconds>(WallClock::now() - begin).count() * 2);
}
std::int64_t log_sequences_lost() {
    return std::chrono::duration_cast<std::chrono::seconds>(WallClock::now().time_since_epoch()).count();
}

/// The file, and what SQLite keeps beside it, under another name; never deleted.
Result<std::string> put_aside(const std::string& path) {
    const auto aside =
        fmt::format("{}.damaged-{:%Y%m%dT%H%M%S}", path, fmt::gmtime(WallClock::to_time_t(WallClock::now())));
    std::error_code error;
    std::filesystem::rename(path, aside, error);
    if (error) return fail(Errc::local, fmt::format("{}: {}", path, error.message()));
    for (const auto* end : {"-wal", "-shm"}) std::filesystem::rename(path + end, aside + end, error);
    return aside;
}

}  // namespace

Recorder::Recorder(std::string path, store::Journal journal, store::Retention retention)
    : path_(std::move(path)), retention_(retention), journal_(std::move(journal)) {}

Result<std::unique_ptr<Recorder>> Recorder::open(const std::string& directory, store::Retention retention) {
    const auto path = directory + "/journal.sqlite";
    std::string trouble;
    const auto load = [&path, &retention]() -> Result<std::unique_ptr<Recorder>> {
        auto journal = store::Journal::open(path);
        if (!journal) return std::unexpected(journal.error());
        std::unique_ptr<Recorder> recorder(new Recorder(path, std::move(*journal), retention));
        auto incidents = recorder->journal_->open_incidents();
        if (!incidents) return std::unexpected(incidents.error());
        auto hosts = recorder->journal_->hosts();
        if (!hosts) return std::unexpected(hosts.error());
        const auto sequence = recorder->journal_->last_sequence();
        if (!sequence) return std::unexpected(sequence.error());
        const auto incident = recorder->journal_->last_incident();
        if (!incident) return std::unexpected(incident.error());
        recorder->next_sequence_ = *sequence + 1;
        recorder->highest_incident_ = *incident;
        auto blocks = recorder->journal_->blocks();
        if (!blocks) return std::unexpected(blocks.error());
        const auto audit = recorder->journal_->last_audit();
        if (!audit) return std::unexpected(audit.error());
        recorder->last_audit_ = *audit;
        auto unfinished = recorder->journal_->unfinished();
        if (!unfinished) return std::unexpected(unfinished.error());
        auto inventory = recorder->journal_->inventory();
        if (!inventory) return std::unexpected(inventory.error());
        recorder->beginning_ = {std::move(*incidents), std::move(*hosts),      *incident,
                                std::move(*blocks),    std::move(*unfinished), std::move(*inventory)};
        return recorder;
    };
    auto recorder = load();
    if (!recorder && store::is_damaged(recorder.error())) {
        auto aside = put_aside(path);
        if (!aside) return std::unexpected(aside.error());
        trouble = fmt::format("the journal was damaged and begun anew; the old one is {}", *aside);
        recorder = load();
        if (recorder) {
            // What numbers the lost one had given is not known. Milliseconds since 1970 are beyond all of them, and
            // beyond those of a journal that is lost in turn.
            const auto floor = static_cast<std::uint64_t>(
                std::chrono::duration_cast<std::chrono::milliseconds>(WallClock::now().time_since_epoch()).count());
            if (auto skipped = (*recorder)->journal_->skip_numbers(floor, floor, floor); !skipped)
                return std::unexpected(skipped.error());
            if (auto skipped = (*recorder)->journal_->skip_indices(indices_lost(), log_sequences_lost()); !skipped)
                return std::unexpected(skipped.error());
            (*recorder)->next_sequence_ = floor + 1;
            (*recorder)->last_audit_ = floor;
            (*recorder)->beginning_.last_incident = (*recorder)->highest_incident_ = floor;
        }
    }
    if (!recorder) return recorder;
    for (const auto& kept : (*recorder)->beginning_.open_incidents)
        (*recorder)->last_incidents_[kept.incident.id] = kept;
    (*recorder)->last_hosts_ = (*recorder)->beginning_.hosts;
    (*recorder)->trouble_ = std::move(trouble);
    return recorder;
}

Recorder::~Recorder() {
    stop();
}

void Recorder::stop() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void Recorder::start() {
    thread_ = std::thread([this] { work(); });
}

std::uint64_t Recorder::write(store::Changes changes, std::function<void()> done) {
    if (changes.empty() && !done) return 0;
    std::uint64_t audited = 0;
    {
        const std::lock_guard lock(mutex_);
        for (auto& event : changes.events) event.sequence = next_sequence_++;
        for (auto& entry : changes.audit) entry.sequence = ++last_audit_;
        audited = last_audit_;
        for (const auto& kept : changes.incidents) {
            highest_incident_ = std::max(highest_incident_, kept.incident.id);
            if (kept.incident.cleared)
                last_incidents_.erase(kept.incident.id);
            else
                last_incidents_[kept.incident.id] = kept;
        }
        for (const auto& host : changes.hosts) last_hosts_[host.name] = host.memory;
        waiting_events_ += changes.events.size();
        queue_.push_back({std::move(changes), std::move(done)});
        ++given_;
        // What is new matters most. Incidents and what is known of hosts are few, and kept.
        for (std::size_t i = 0; waiting_events_ > most_waiting && i < queue_.size(); ++i) {
            auto& events = queue_[i].changes.events;
            lost_ += events.size();
            waiting_events_ -= events.size();
            events.clear();
        }
    }
    wake_.notify_one();
    return audited;
}

void Recorder::number(store::KeptParts parts) {
    {
        const std::lock_guard lock(mutex_);
        ++given_;
        parts_.insert_or_assign(std::pair(parts.host, parts.source), std::move(parts));
    }
    wake_.notify_one();
}

void Recorder::number(store::KeptLog log) {
    {
        const std::lock_guard lock(mutex_);
        ++given_;
        logs_.insert_or_assign(log.host, std::move(log));
    }
    wake_.notify_one();
}

/// Few at a time, so that an event does not wait long behind the first contact with thousands of hosts.
store::Changes Recorder::take_aside() {
    store::Changes some;
    while (!parts_.empty() && some.parts.size() < hosts_numbered_a_commit)
        some.parts.push_back(std::move(parts_.extract(parts_.begin()).mapped()));
    while (!logs_.empty() && some.logs.size() < hosts_numbered_a_commit)
        some.logs.push_back(std::move(logs_.extract(logs_.begin()).mapped()));
    // Never before the events that belong to it: what the next engine compares with has been told.
    while (queue_.empty() && !blocks_.empty() && some.blocks.size() < blocks_a_commit)
        some.blocks.push_back(std::move(blocks_.extract(blocks_.begin()).mapped()));
    return some;
}

/// What has come meanwhile is newer.
void Recorder::give_back(store::Changes aside) {
    for (auto& parts : aside.parts) parts_.try_emplace(std::pair(parts.host, parts.source), std::move(parts));
    for (auto& log : aside.logs) logs_.try_emplace(log.host, std::move(log));
    for (auto& block : aside.blocks) blocks_.try_emplace(block.host, std::move(block));
}

void Recorder::keep(store::KeptBlock block) {
    {
        const std::lock_guard lock(mutex_);
        ++given_;
        blocks_.insert_or_assign(block.host, std::move(block));
    }
    wake_.notify_one();
}

bool Recorder::flush(Duration patience) {
    std::unique_lock lock(mutex_);
    const auto goal = given_;
    return written_.wait_for(lock, patience, [&] { return done_ >= goal; });
}

Recorder::Status Recorder::status() const {
    const std::lock_guard lock(mutex_);
    return {trouble_, waiting_events_, lost_, next_sequence_ - 1};
}

void Recorder::work() {
    Duration pause = first_pause;
    std::unique_lock lock(mutex_);
    for (;;) {
        const auto nothing_waits = [this] {
            return queue_.empty() && parts_.empty() && logs_.empty() && blocks_.empty();
        };
        wake_.wait_for(lock, prune_every, [&] { return ending_ || !nothing_waits(); });
        if (nothing_waits() && ending_) return;
        const auto given = given_;
        std::deque<Piece> pieces;
        while (!queue_.empty() && pieces.size() < pieces_a_commit) {
            pieces.push_back(std::move(queue_.front()));
            queue_.pop_front();
        }
        auto aside = take_aside();
        const bool all = nothing_waits();
        lock.unlock();
        std::size_t events = 0;
        for (const auto& piece : pieces) events += piece.changes.events.size();
        auto written = write_out(pieces, aside);
        if (!written && store::is_damaged(written.error())) {
            const auto anew = begin_anew();
            if (anew) written = write_out(pieces, aside);
        }
        if (written && events > 0 && on_written) on_written();
        for (const auto& piece : pieces)
            if (written && piece.done) piece.done();
        if (written && Clock::now() >= next_prune_) prune();
        lock.lock();
        if (written) {
            trouble_.clear();
            waiting_events_ -= events;
            if (all) done_ = given;
            pause = first_pause;
            written_.notify_all();
            continue;
        }
        trouble_ = written.error().context;
        for (auto piece = pieces.rbegin(); piece != pieces.rend(); ++piece) queue_.push_front(std::move(*piece));
        give_back(std::move(aside));
        if (ending_) return;  // it had its last try
        wake_.wait_for(lock, pause, [this] { return ending_; });
        pause = std::min<Duration>(pause * 2, longest_pause);
    }
}

Result<void> Recorder::write_out(const std::deque<Piece>& pieces, store::Changes& aside) {
    store::Changes all;
    for (const auto& piece : pieces) {
        const auto& changes = piece.changes;
        all.events.insert(all.events.end(), changes.events.begin(), changes.events.end());
        all.incidents.insert(all.incidents.end(), changes.incidents.begin(), changes.incidents.end());
        if (changes.inventory) all.inventory = changes.inventory;
        all.hosts.insert(all.hosts.end(), changes.hosts.begin(), changes.hosts.end());
        all.audit.insert(all.audit.end(), changes.audit.begin(), changes.audit.end());
    }
    if (all.empty() && aside.empty()) return {};
    if (!journal_) return fail(Errc::local, "the journal cannot be used");
    all.parts.swap(aside.parts);
    all.logs.swap(aside.logs);
    all.blocks.swap(aside.blocks);
    auto written = journal_->write(all);
    all.parts.swap(aside.parts);
    all.logs.swap(aside.logs);
    all.blocks.swap(aside.blocks);
    return written;
}

/// The numbers go on where they were.
Result<void> Recorder::begin_anew() {
    journal_.reset();
    if (const auto aside = put_aside(path_); !aside) return std::unexpected(aside.error());
    auto journal = store::Journal::open(path_);
    if (!journal) return std::unexpected(journal.error());
    store::Changes known;
    std::uint64_t sequence = 0;
    std::uint64_t incident = 0;
    std::uint64_t audit = 0;
    {
        const std::lock_guard lock(mutex_);
        sequence = next_sequence_ - 1;
        audit = last_audit_;
        incident = highest_incident_;
        for (const auto& [id, kept] : last_incidents_) known.incidents.push_back(kept);
        for (const auto& [name, memory] : last_hosts_) known.hosts.push_back({name, memory});
    }
    if (auto written = journal->write(known); !written) return written;
    if (auto skipped = journal->skip_numbers(sequence, incident, audit); !skipped) return skipped;
    if (auto skipped = journal->skip_indices(indices_lost(), log_sequences_lost()); !skipped) return skipped;
    journal_ = std::move(*journal);
    ++journals_begun_;
    return {};
}

void Recorder::prune() {
    next_prune_ = Clock::now() + prune_every;
    const auto more = journal_->prune(retention_, WallClock::now());
    if (more && *more) next_prune_ = Clock::now() + std::chrono::seconds(1);
}

}  // namespace ipmi::engine
