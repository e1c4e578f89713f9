#include "engine/incident_book.hpp"

#include <fmt/format.h>
#include <ipmi/sensor.hpp>

#include <algorithm>

#include "schema/values.hpp"

namespace ipmi::engine {
namespace {

/// Of cleared troubles so many are remembered, because their records in the log may come later.
constexpr std::size_t most_closed = 10'000;

std::string first_word(std::string_view text) {
    return std::string(text.substr(0, text.find(' ')));
}

Event event_of(const Incident& incident, Severity severity, std::string text, WallTime now) {
    Event event;
    event.time = now;
    event.host = incident.host;
    event.kind = EventKind::incident;
    event.severity = severity;
    event.text = std::move(text);
    event.incident = incident.id;
    if (parse_sensor_key(incident.key)) event.sensor = incident.key;
    return event;
}

/// {"active": {"sensor": "critical"}}; what makes no sense is left out.
std::map<std::string, Severity, std::less<>> active_of(const std::string& memory) {
    std::map<std::string, Severity, std::less<>> active;
    const auto json = schema::Json::parse(memory, nullptr, false);
    if (!json.is_object() || !json.contains("active") || !json["active"].is_object()) return active;
    for (const auto& [source, severity] : json["active"].items())
        if (severity.is_string())
            active[source] = parse_severity(severity.get<std::string>()).value_or(Severity::unknown);
    return active;
}

/// {"texts": {"sensor": "CPU1 Temp 98 C"}}, where several see it; likewise.
std::map<std::string, std::string, std::less<>> texts_of(const std::string& memory) {
    std::map<std::string, std::string, std::less<>> texts;
    const auto json = schema::Json::parse(memory, nullptr, false);
    if (!json.is_object() || !json.contains("texts") || !json["texts"].is_object()) return texts;
    for (const auto& [source, text] : json["texts"].items())
        if (text.is_string()) texts[source] = text.get<std::string>();
    return texts;
}

}  // namespace

IncidentBook::IncidentBook(const std::vector<store::KeptIncident>& open, std::uint64_t last,
                           const std::vector<store::KeptIncident>& closed)
    : last_(last) {
    const auto too_many = closed.size() - std::min(closed.size(), most_closed);
    for (auto i = too_many; i < closed.size(); ++i)
        if (closed[i].incident.cleared) closed_.push_back({closed[i].incident, closed[i].memory});
    for (const auto& kept : open) {
        last_ = std::max(last_, kept.incident.id);
        book_[{kept.incident.host, kept.incident.key}] =
            Open{kept.incident, active_of(kept.memory), texts_of(kept.memory)};
    }
}

store::KeptIncident IncidentBook::kept(const Open& open) {
    schema::Json json;
    auto& active = json["active"] = schema::Json::object();
    for (const auto& [source, severity] : open.active) active[source] = to_string(severity);
    if (open.active.size() > 1)
        for (const auto& [source, text] : open.texts) json["texts"][source] = text;
    return {open.incident, schema::line(json)};
}

/// The sensor knows how it is now; the log knows what was.
Severity IncidentBook::severity_of(const Open& open) {
    if (const auto sensor = open.active.find("sensor"); sensor != open.active.end()) return sensor->second;
    auto worst = Severity::ok;
    for (const auto& [source, severity] : open.active) worst = worse(worst, severity);
    return worst;
}

/// As those call it who see it so bad; null: it is not known.
const std::string* IncidentBook::text_of(const Open& open, Severity severity) {
    for (const auto& [source, text] : open.texts)
        if (const auto active = open.active.find(source); active != open.active.end() && active->second == severity)
            return &text;
    return nullptr;
}

std::uint64_t IncidentBook::raise(const Sighting& sighting, WallTime now, store::Changes& changes) {
    const auto word = first_word(sighting.source);
    auto at = book_.find(Key{sighting.host, sighting.key});
    if (at == book_.end() && word == "sel") {
        for (auto& closed : closed_) {
            auto& late = closed.incident;
            if (late.host != sighting.host || late.key != sighting.key || *late.cleared + sighting.late < now ||
                std::find(late.sources.begin(), late.sources.end(), word) != late.sources.end())
                continue;
            late.sources.push_back(word);
            changes.incidents.push_back({late, closed.memory});
            return late.id;
        }
    }
    if (at == book_.end()) {
        Open open;
        auto& incident = open.incident;
        incident.id = ++last_;
        incident.host = sighting.host;
        incident.key = sighting.key;
        incident.severity = sighting.severity;
        incident.text = sighting.text;
        incident.sources = {word};
        incident.raised = incident.updated = now;
        open.active[sighting.source] = sighting.severity;
        open.texts[sighting.source] = sighting.text;
        at = book_.emplace(Key{sighting.host, sighting.key}, std::move(open)).first;
        changes.events.push_back(event_of(at->second.incident, sighting.severity, "raised: " + sighting.text, now));
        changes.incidents.push_back(kept(at->second));
        return at->second.incident.id;
    }
    auto& open = at->second;
    const auto known = open.active.find(sighting.source);
    const bool told =
        std::find(open.incident.sources.begin(), open.incident.sources.end(), word) != open.incident.sources.end();
    if (known != open.active.end() && known->second == sighting.severity && told) return open.incident.id;
    const bool worsened = sighting.severity != open.incident.severity &&
                          worse(sighting.severity, open.incident.severity) == sighting.severity;
    // What has made it worse is what it is called, but for a sensor that tells how it is now.
    if (word == "sensor" || (worsened && !open.active.contains("sensor"))) open.incident.text = sighting.text;
    open.active[sighting.source] = sighting.severity;
    open.texts[sighting.source] = sighting.text;
    if (!told) open.incident.sources.push_back(word);
    judge(open, now, changes);
    return open.incident.id;
}

/// Follows what is seen: tells where the severity has changed, and writes it down.
void IncidentBook::judge(Open& open, WallTime now, store::Changes& changes) {
    auto& incident = open.incident;
    const auto severity = severity_of(open);
    incident.updated = now;
    if (severity != incident.severity) {
        const bool worsened = worse(severity, incident.severity) == severity;
        // Who has seen a warning has not seen that it is critical now.
        if (worsened) incident.acknowledged.reset();
        incident.severity = severity;
        changes.events.push_back(
            event_of(incident, severity, fmt::format("now {}: {}", to_string(severity), incident.text), now));
    }
    changes.incidents.push_back(kept(open));
}

std::uint64_t IncidentBook::end(std::string_view host, std::string_view key, std::string_view source, WallTime now,
                                store::Changes& changes) {
    const auto at = book_.find(Key{host, key});
    if (at == book_.end()) return 0;
    const auto id = at->second.incident.id;
    const auto active = at->second.active.find(source);
    if (active == at->second.active.end()) return id;
    auto& open = at->second;
    open.active.erase(active);
    if (const auto text = open.texts.find(source); text != open.texts.end()) open.texts.erase(text);
    if (open.active.empty()) {
        close(at, first_word(source), now, changes);
        return id;
    }
    // What is left is not called as what has ended.
    const auto left = severity_of(open);
    if (const auto* text = text_of(open, left); text != nullptr && left != open.incident.severity)
        open.incident.text = *text;
    judge(open, now, changes);
    return id;
}

void IncidentBook::end_all(std::string_view host, std::string_view key, std::string_view source, WallTime now,
                           store::Changes& changes, Duration quiet) {
    const auto at = book_.find(Key{host, key});
    if (at == book_.end()) return;
    const auto updated = at->second.incident.updated;
    // Where the clock was put back nothing is new for longer than it should be.
    if (updated <= now && now < updated + quiet) return;
    close(at, first_word(source), now, changes);
}

void IncidentBook::forget_closed(WallTime now) {
    while (!closed_.empty() &&
           (closed_.size() >= most_closed || *closed_.front().incident.cleared + longest_late < now))
        closed_.pop_front();
}

void IncidentBook::close(Book::iterator at, std::string by, WallTime now, store::Changes& changes) {
    auto& open = at->second;
    open.active.clear();
    open.incident.cleared = now;
    open.incident.updated = now;
    open.incident.cleared_by = std::move(by);
    changes.events.push_back(event_of(open.incident, Severity::ok, "cleared: " + open.incident.text, now));
    changes.incidents.push_back(kept(open));
    forget_closed(now);
    closed_.push_back({open.incident, changes.incidents.back().memory});
    book_.erase(at);
}

void IncidentBook::end_host(std::string_view host, const std::string& by, WallTime now, store::Changes& changes) {
    for (auto at = book_.lower_bound(Key{host, std::string()}); at != book_.end() && at->first.first == host;)
        close(at++, by, now, changes);
}

std::set<std::string> IncidentBook::hosts() const {
    std::set<std::string> hosts;
    for (const auto& [key, open] : book_) hosts.insert(key.first);
    return hosts;
}

std::multimap<std::string, std::string> IncidentBook::seen_by(std::string_view host, std::string_view word) const {
    std::multimap<std::string, std::string> seen;
    for (auto at = book_.lower_bound(Key{host, std::string()}); at != book_.end() && at->first.first == host; ++at)
        for (const auto& [source, severity] : at->second.active)
            if (first_word(source) == word) seen.emplace(at->first.second, source);
    return seen;
}

OpenTroubles IncidentBook::of_host(std::string_view host) const {
    OpenTroubles troubles;
    for (auto at = book_.lower_bound(Key{host, std::string()}); at != book_.end() && at->first.first == host; ++at) {
        ++troubles.count;
        if (at->second.incident.acknowledged) ++troubles.acknowledged;
        troubles.worst = worse(troubles.worst, at->second.incident.severity);
    }
    return troubles;
}

IncidentBook::Book::iterator IncidentBook::find(std::uint64_t id) {
    return std::find_if(book_.begin(), book_.end(), [id](const auto& entry) { return entry.second.incident.id == id; });
}

Result<Incident> IncidentBook::acknowledge(std::uint64_t id, IncidentAcknowledgement by, store::Changes& changes) {
    const auto at = find(id);
    if (at == book_.end()) return fail(Errc::local, fmt::format("there is no open incident {}", id));
    auto& incident = at->second.incident;
    changes.events.push_back(
        event_of(incident, incident.severity,
                 fmt::format("acknowledged by {}{}{}: {}", by.who, by.note.empty() ? "" : ", ", by.note, incident.text),
                 by.when));
    incident.updated = by.when;
    incident.acknowledged = std::move(by);
    changes.incidents.push_back(kept(at->second));
    return incident;
}

Result<Incident> IncidentBook::clear(std::uint64_t id, const std::string& who, const std::string& note, WallTime now,
                                     store::Changes& changes) {
    const auto at = find(id);
    if (at == book_.end()) return fail(Errc::local, fmt::format("there is no open incident {}", id));
    for (const auto& [source, severity] : at->second.active)
        if (const auto word = first_word(source); word != "sel")
            return fail(
                Errc::unsupported,
                fmt::format("incident {} is still seen by {}, and clears when that is over; acknowledge it instead", id,
                            word));
    if (!note.empty()) at->second.incident.text += fmt::format(" ({})", note);
    close(at, who, now, changes);
    return changes.incidents.back().incident;
}

void IncidentBook::expire(WallTime now, store::Changes& changes) {
    for (auto& [key, open] : book_) {
        auto& ack = open.incident.acknowledged;
        if (!ack || !ack->until || *ack->until > now) continue;
        ack.reset();
        open.incident.updated = now;
        changes.events.push_back(event_of(open.incident, open.incident.severity,
                                          "the acknowledgement has run out: " + open.incident.text, now));
        changes.incidents.push_back(kept(open));
    }
}

}  // namespace ipmi::engine
