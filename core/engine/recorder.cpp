#include "engine/recorder.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "engine/incident_book.hpp"
#include "store/journal_file.hpp"

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

/// The last numbers that are not to be given again.
struct Given {
    std::uint64_t sequence = 0;
    std::uint64_t incident = 0;
    std::uint64_t audit = 0;
};

/// What numbers a lost journal had given is not known. Milliseconds since 1970 are beyond all of them, and beyond those
/// of a journal that is lost in turn.
Given given_by_a_lost_one() {
    const auto floor = static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::milliseconds>(WallClock::now().time_since_epoch()).count());
    return {floor, floor, floor};
}

Result<void> make_another(const std::string& path, const Given& given, const store::Changes& known) {
    const auto fill = [&given, &known](store::Journal& journal) -> Result<void> {
        if (auto written = journal.write(known); !written) return written;
        if (auto skipped = journal.skip_numbers(given.sequence, given.incident, given.audit); !skipped) return skipped;
        return journal.skip_indices(indices_lost(), log_sequences_lost());
    };
    return store::make_beside(path, fill);
}

std::string begun_anew(const std::string& aside) {
    return fmt::format("the journal was damaged and begun anew; the old one {}",
                       aside.empty() ? "lies beside it" : "is " + aside);
}

store::Changes told_of(const std::string& trouble) {
    store::Changes changes;
    Event event;
    event.time = WallClock::now();
    event.kind = EventKind::engine;
    event.severity = Severity::warning;
    event.text = trouble;
    changes.events.push_back(std::move(event));
    return changes;
}

std::string doubt_about(WallTime now, WallTime known) {
    const auto days = std::chrono::abs(std::chrono::duration_cast<std::chrono::days>(now - known)).count();
    return fmt::format(
        "the clock is {} {} {} what the journal knows: unless the engine was stopped for so long, see that it is "
        "right; nothing is dropped for its age until it has gone on for {} hours",
        days, days == 1 ? "day" : "days", now > known ? "ahead of" : "behind",
        std::chrono::hours(ClockTrust::proof).count());
}

/// One that is missing though there was one: an engine was killed while it put a damaged one aside, or somebody has
/// taken it away since. Empty: all is well.
Result<std::string> finish_what_was_begun(const std::string& path) {
    if (store::is_there(path)) {
        store::drop_made(path);  // else it might be taken one day for what it was long before
        return std::string();
    }
    if (!store::is_made_beside(path)) {
        if (!store::was_put_aside(path)) return std::string();
        if (auto made = make_another(path, given_by_a_lost_one(), {}); !made) return std::unexpected(made.error());
    }
    if (auto taken = store::take_made(path); !taken) return std::unexpected(taken.error());
    return begun_anew({});
}

}  // namespace

Recorder::Recorder(std::string path, store::Journal journal, store::Retention retention)
    : path_(std::move(path)), retention_(retention), journal_(std::move(journal)) {}

Result<std::unique_ptr<Recorder>> Recorder::open(const std::string& directory, store::Retention retention) {
    const auto path = directory + "/journal.sqlite";
    auto trouble = finish_what_was_begun(path);
    if (!trouble) return std::unexpected(trouble.error());
    const auto load = [&path, &retention]() -> Result<std::unique_ptr<Recorder>> {
        auto journal = store::Journal::open(path);
        if (!journal) return std::unexpected(journal.error());
        std::unique_ptr<Recorder> recorder(new Recorder(path, std::move(*journal), retention));
        auto incidents = recorder->journal_->open_incidents();
        if (!incidents) return std::unexpected(incidents.error());
        auto closed = recorder->journal_->cleared_incidents(WallClock::now() - IncidentBook::longest_late);
        if (!closed) return std::unexpected(closed.error());
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
        // Before anything is written with the time of today.
        const auto believed = recorder->journal_->clock_believed();
        if (!believed) return std::unexpected(believed.error());
        recorder->clock_ = ClockTrust(*believed);
        auto unfinished = recorder->journal_->unfinished();
        if (!unfinished) return std::unexpected(unfinished.error());
        auto inventory = recorder->journal_->inventory();
        if (!inventory) return std::unexpected(inventory.error());
        recorder->beginning_ = {std::move(*incidents),  std::move(*hosts),     *incident,         std::move(*blocks),
                                std::move(*unfinished), std::move(*inventory), std::move(*closed)};
        return recorder;
    };
    auto recorder = load();
    if (!recorder && store::is_damaged(recorder.error())) {
        if (auto made = make_another(path, given_by_a_lost_one(), {}); !made) return std::unexpected(made.error());
        auto aside = store::take_made(path);
        if (!aside) return std::unexpected(aside.error());
        trouble = begun_anew(*aside);
        recorder = load();
    }
    if (!recorder) return recorder;
    for (const auto& kept : (*recorder)->beginning_.open_incidents)
        (*recorder)->last_incidents_[kept.incident.id] = kept;
    (*recorder)->last_hosts_ = (*recorder)->beginning_.hosts;
    if (!trouble->empty()) (*recorder)->write(told_of(*trouble));
    (*recorder)->trouble_ = std::move(*trouble);
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
    return {trouble_, doubt_, waiting_events_, lost_, next_sequence_ - 1};
}

void Recorder::work() {
    Duration pause = first_pause;
    std::unique_lock lock(mutex_);
    for (;;) {
        const auto nothing_waits = [this] {
            return queue_.empty() && parts_.empty() && logs_.empty() && blocks_.empty();
        };
        // However quiet it is, what is to be dropped in several steps goes on being dropped.
        wake_.wait_until(lock, next_prune_, [&] { return ending_ || !nothing_waits(); });
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
        if (!written && (!journal_ || store::is_damaged(written.error()))) {
            const auto anew = begin_anew(pieces);
            written =
                anew ? write_out(pieces, aside)
                     : std::unexpected(within("the journal is damaged, and another cannot be begun yet", anew.error()));
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
    if (!journal_) return fail(Errc::local, "the journal cannot be used");
    if (all.empty() && aside.empty()) return {};
    all.parts.swap(aside.parts);
    all.logs.swap(aside.logs);
    all.blocks.swap(aside.blocks);
    auto written = journal_->write(all);
    all.parts.swap(aside.parts);
    all.logs.swap(aside.logs);
    all.blocks.swap(aside.blocks);
    return written;
}

/// The numbers go on where they were. What fails is tried again with the next writing.
Result<void> Recorder::begin_anew(const std::deque<Piece>& pieces) {
    const auto take_over = [this]() -> Result<void> {
        auto journal = store::Journal::open(path_);
        if (!journal) return std::unexpected(journal.error());
        journal_ = std::move(*journal);
        ++journals_begun_;
        write(told_of(begun_anew(aside_)));
        return {};
    };
    // The try before this one may have come so far that only the opening failed.
    if (!journal_ && store::is_there(path_))
        if (auto taken = take_over(); taken || !store::is_damaged(taken.error())) return taken;
    store::Changes known;
    Given given;
    {
        const std::lock_guard lock(mutex_);
        given = {last_on_the_disk(pieces), highest_incident_, last_audit_};
        for (const auto& [id, kept] : last_incidents_) known.incidents.push_back(kept);
        for (const auto& [name, memory] : last_hosts_) known.hosts.push_back({name, memory});
    }
    if (auto made = make_another(path_, given, known); !made) return made;
    journal_.reset();
    aside_.clear();
    auto aside = store::take_made(path_);
    if (!aside) return std::unexpected(aside.error());
    aside_ = std::move(*aside);
    return take_over();
}

/// The number before the first event that waits, in `pieces` or behind them. A journal that said it had given those as
/// well would have its readers pass them by. The lock is held.
std::uint64_t Recorder::last_on_the_disk(const std::deque<Piece>& pieces) const {
    for (const auto* waiting : {&pieces, &queue_})
        for (const auto& piece : *waiting)
            if (!piece.changes.events.empty()) return piece.changes.events.front().sequence - 1;
    return next_sequence_ - 1;
}

void Recorder::prune() {
    next_prune_ = Clock::now() + prune_every;
    if (!journal_) return;
    const auto now = WallClock::now();
    const bool believed = clock_.believes(now, Clock::now());
    auto doubt = believed ? std::string() : doubt_about(now, *clock_.known());
    const bool is_new = [this, &doubt] {
        const std::lock_guard lock(mutex_);
        const bool was_none = doubt_.empty();
        if (was_none || doubt.empty()) doubt_ = doubt;
        return was_none && !doubt.empty();
    }();
    if (is_new) write(told_of(doubt));
    const auto more = journal_->prune(retention_, believed ? std::optional(now) : std::nullopt);
    if (more && *more) next_prune_ = Clock::now() + std::chrono::seconds(1);
}

}  // namespace ipmi::engine
