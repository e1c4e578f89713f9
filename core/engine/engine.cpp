#include "engine/engine.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <set>

#include "engine/audit.hpp"
#include "engine/block_form.hpp"

namespace ipmi::engine {
namespace {

constexpr auto look_at_acknowledgements = std::chrono::seconds(5);

HostBlock empty_block(std::string name, std::vector<std::string> addresses) {
    HostBlock block;
    block.name = std::move(name);
    block.addresses = std::move(addresses);
    block.since = WallClock::now();
    return block;
}

HostBlock block_of(const Unusable& host) {
    auto block = empty_block(host.host, host.addresses);
    block.reach = Reach::silent;
    block.error = host.why;
    block.asked = false;
    return block;
}

}  // namespace

Engine::Engine(EngineSettings settings, Recorder& recorder)
    : settings_(std::move(settings)),
      recorder_(recorder),
      book_(recorder.beginning().open_incidents, recorder.beginning().last_incident,
            recorder.beginning().closed_incidents),
      files_(settings_.cache_directory),
      tables_(files_),
      network_(loop_),
      environment_{network_, files_, tables_, false, settings_.pace.keep_alive},
      orders_(environment_, recorder_,
              [this](const std::string& host) {
                  if (const auto known = hosts_.find(host); known != hosts_.end())
                      known->second.poller->look_at_power();
              }),
      keeper_(snapshot_, recorder),
      minute_(loop_),
      memories_(recorder.beginning().hosts),
      blocks_(recorder.take_blocks()) {}

Engine::~Engine() {
    stop();
}

void Engine::set_hosts(std::vector<Target> targets, std::vector<Unusable> unusable, Polls polls,
                       inventory::HostSet missed) {
    if (!started_) return change_hosts(std::move(targets), std::move(unusable), polls, missed);
    auto change = [this, targets = std::move(targets), unusable = std::move(unusable), polls = std::move(polls),
                   missed = std::move(missed)]() mutable {
        change_hosts(std::move(targets), std::move(unusable), polls, missed);
    };
    boost::asio::post(loop_, std::move(change));
}

void Engine::change_hosts(std::vector<Target> targets, std::vector<Unusable> unusable, const Polls& polls,
                          const inventory::HostSet& missed) {
    std::set<std::string> wanted;
    auto go = std::move(unusable_);
    for (const auto& target : targets) wanted.insert(target.name);
    for (const auto& [name, host] : hosts_)
        if (!wanted.contains(name)) go.push_back(name);
    for (const auto& name : go) leave(name);  // before others come: one that could not be asked may be among them
    std::vector<HostBlock> come;
    std::vector<Polled*> begins;
    for (auto& target : targets) {
        const auto known = hosts_.find(target.name);
        const auto poll = polls.find(target.name);
        const auto pace = poll == polls.end() ? settings_.pace : pace_of(settings_.pace, poll->second);
        if (known != hosts_.end() && known->second.target == target) {
            change_pace(known->second, pace);
            continue;
        }
        if (known != hosts_.end()) {  // asked in another way from now on; what is known of it stays
            leaving_.emplace_back();
            leaving_.back().poller = std::move(known->second.poller);
            leaving_.back().poller->stop();
            known->second.target = std::move(target);
            known->second.pace = pace;
            begin(known->second);
            continue;
        }
        come.push_back(first_block(target));
        auto& host = hosts_[target.name];
        host.target = std::move(target);
        host.pace = pace;
        begins.push_back(&host);
    }
    for (const auto& host : unusable) come.push_back(block_of(host));
    const auto places = snapshot_.change(come, go);
    for (std::size_t i = 0; i < begins.size(); ++i) {
        begins[i]->place = places[i];
        begin(*begins[i]);
    }
    unusable_.clear();
    for (const auto& host : unusable) unusable_.push_back(host.host);
    wanted.insert(missed.begin(), missed.end());
    note_inventory(std::move(wanted));
}

/// Nobody asks the host any more; should it come back, what is still wrong then is told anew.
void Engine::end_troubles(const std::string& host, std::string& memory, store::Changes& changes) {
    book_.end_host(host, "inventory", WallClock::now(), changes);
    if (memory.empty()) return;
    memory = to_text(without_troubles(parse_memory(memory)));
    changes.hosts.push_back({host, memory});
}

/// Also what the inventory lost while no engine ran.
void Engine::note_inventory(std::set<std::string> hosts) {
    hosts.insert(unusable_.begin(), unusable_.end());
    store::Changes changes;
    for (const auto& host : book_.hosts())
        if (!hosts.contains(host)) end_troubles(host, memories_[host], changes);
    changes.inventory.emplace().hosts.assign(hosts.begin(), hosts.end());
    recorder_.write(std::move(changes));
}

HostBlock Engine::first_block(const Target& target) {
    auto block = empty_block(target.name, target.addresses);
    if (const auto known = blocks_.find(target.name); known != blocks_.end()) restore(block, known->second, tables_);
    block.troubles = book_.of_host(target.name);
    return block;
}

/// On the host's pages, before its next poll.
void Engine::show_troubles(const std::string& host) {
    if (const auto known = hosts_.find(host); known != hosts_.end()) known->second.poller->show_troubles();
}

void Engine::begin(Polled& host) {
    const auto& name = host.target.name;
    if (!host.watch) {
        const auto memory = memories_.find(name);
        host.watch = std::make_unique<HostWatch>(name, memory == memories_.end() ? std::string() : memory->second,
                                                 book_, part_lists_, recorder_);
        if (memory != memories_.end()) memories_.erase(memory);
        host.watch->know(*host.place->load());
    }
    host.watch->log_is_read_every(host.pace.sel);
    host.poller = std::make_unique<HostPoller>(environment_, host.target, host.pace, snapshot_, host.place, *host.watch,
                                               counters_);
    if (started_) spawn(host);
}

/// The BMC is the same, and so is its session.
void Engine::change_pace(Polled& host, const Pace& pace) {
    if (host.pace == pace) return;
    host.pace = pace;
    host.watch->log_is_read_every(pace.sel);
    host.poller->change_pace(pace);
}

void Engine::leave(const std::string& name) {
    const auto host = hosts_.find(name);
    if (host == hosts_.end()) return;
    auto& memory = memories_[name] = host->second.watch->kept().memory;
    store::Changes changes;
    end_troubles(name, memory, changes);
    recorder_.write(std::move(changes));
    leaving_.push_back(std::move(host->second));
    leaving_.back().poller->stop();
    hosts_.erase(host);
}

void Engine::spawn(Polled& host) {
    auto& poller = *host.poller;
    auto at_end = [this, &poller](std::exception_ptr failure) {
        if (failure) std::rethrow_exception(failure);
        std::erase_if(leaving_, [&poller](const Polled& left) { return left.poller.get() == &poller; });
        ended();
    };
    ++running_;
    const auto first = Clock::now() + phase_of(host.target.name, start_spread(host.pace, hosts_.size()));
    boost::asio::co_spawn(loop_, poller.run(first), std::move(at_end));
}

void Engine::ended() {
    if (--running_ == 0) loop_.stop();  // the sockets would go on listening
}

Task<void> Engine::look_after_acknowledgements() {
    constexpr auto token = boost::asio::as_tuple(boost::asio::use_awaitable);
    while (!stopping_) {
        minute_.expires_after(look_at_acknowledgements);
        co_await minute_.async_wait(token);
        store::Changes changes;
        book_.expire(WallClock::now(), changes);
        for (const auto& kept : changes.incidents) show_troubles(kept.incident.host);
        recorder_.write(std::move(changes));
    }
}

void Engine::start() {
    started_ = true;
    blocks_.clear();
    recorder_.start();
    tell_unfinished();
    keeper_.start();
    for (auto& [name, host] : hosts_) spawn(host);
    auto at_end = [this](std::exception_ptr failure) {
        if (failure) std::rethrow_exception(failure);
        ended();
    };
    ++running_;
    boost::asio::co_spawn(loop_, look_after_acknowledgements(), std::move(at_end));
    thread_ = std::thread([this] { loop_.run(); });
}

template <class Use>
bool Engine::with_poller(const std::string& host, Use use) {
    const auto block = snapshot_.find(host);
    if (!block || !block->asked) return false;
    boost::asio::post(loop_, [this, host, use] {
        if (const auto known = hosts_.find(host); known != hosts_.end()) use(*known->second.poller);
    });
    return true;
}

bool Engine::refresh(const std::string& host) {
    return with_poller(host, [](HostPoller& poller) { poller.refresh(); });
}

bool Engine::hint(const std::string& host) {
    return with_poller(host, [](HostPoller& poller) { poller.look_at_log(); });
}

void Engine::stop() {
    if (!thread_.joinable()) return;
    boost::asio::post(loop_, [this] {
        stopping_ = true;
        minute_.cancel();
        for (auto& [name, host] : hosts_) host.poller->stop();
        if (!orders_.idle()) ++running_;
        orders_.on_idle = [this] { ended(); };
        orders_.stop();
    });
    thread_.join();
    keeper_.stop();
}

template <class Change>
std::future<Result<Incident>> Engine::change_incident(AuditEntry asked, Change change) {
    auto promise = std::make_shared<std::promise<Result<Incident>>>();
    auto answer = promise->get_future();
    auto tell = [promise, then = on_answer](Result<Incident> incident) {
        promise->set_value(std::move(incident));
        if (then) then();
    };
    auto work = [this, tell = std::move(tell), asked = std::move(asked), change = std::move(change)] {
        store::Changes changes;
        auto incident = change(changes);
        if (!incident) return tell(std::move(incident));
        show_troubles(incident->host);
        auto entry = result_of(asked, AuditStage::done, incident->text);
        entry.host = incident->host;
        audit(changes, std::move(entry));
        auto written = [tell, incident = std::move(incident)] { tell(incident); };
        recorder_.write(std::move(changes), std::move(written));
    };
    boost::asio::post(loop_, std::move(work));
    return answer;
}

std::future<Result<Incident>> Engine::acknowledge(std::uint64_t id, IncidentAcknowledgement by, AuditEntry asked) {
    return change_incident(std::move(asked), [this, id, by = std::move(by)](store::Changes& changes) {
        return book_.acknowledge(id, by, changes);
    });
}

std::future<Result<Incident>> Engine::clear(std::uint64_t id, std::string who, std::string note, AuditEntry asked) {
    return change_incident(std::move(asked),
                           [this, id, who = std::move(who), note = std::move(note)](store::Changes& changes) {
                               return book_.clear(id, who, note, WallClock::now(), changes);
                           });
}

void Engine::tell_unfinished() {
    store::Changes changes;
    for (const auto& asked : recorder_.beginning().unfinished)
        audit(changes, result_of(asked, AuditStage::unknown, "the engine ended meanwhile; read how the host stands"));
    recorder_.write(std::move(changes));
}

void Engine::record(Event event) {
    store::Changes changes;
    changes.events.push_back(std::move(event));
    recorder_.write(std::move(changes));
}

void Engine::record(AuditEntry entry) {
    store::Changes changes;
    audit(changes, std::move(entry));
    recorder_.write(std::move(changes));
}

void Engine::record(AuditEntry entry, Event event) {
    store::Changes changes;
    entry.time = WallClock::now();
    changes.audit.push_back(std::move(entry));
    changes.events.push_back(std::move(event));
    recorder_.write(std::move(changes));
}

}  // namespace ipmi::engine
