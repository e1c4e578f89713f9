#include "api/incident_pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <future>
#include <set>

#include "api/body.hpp"
#include "api/event_stream.hpp"
#include "api/permission.hpp"
#include "base/text.hpp"
#include "schema/event_form.hpp"
#include "schema/members.hpp"
#include "store/journal.hpp"

namespace ipmi::api {
namespace {

constexpr std::uint64_t usual_incidents = 1'000;
constexpr std::size_t most_incidents = 10'000;
constexpr std::size_t most_events = 10'000;
constexpr std::uint64_t usual_events = 1'000;
constexpr std::size_t longest_note = 1'000;
constexpr std::uint64_t longest_silence_s = 366 * 86'400;
constexpr auto journal_patience = std::chrono::seconds(5);

Answer journal_problem(const Error& error) {
    return problem(503, "the journal cannot be read", error.context);
}

Result<store::JournalReader> reader_of(const Asked& asked) {
    return store::JournalReader::open(asked.context.engine.recorder().path());
}

/// Empty: it is none.
std::optional<std::uint64_t> sequence_of(const std::string& text) {
    std::uint64_t sequence = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), sequence);
    if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return sequence;
}

struct Note {
    std::string text{};
    std::optional<std::chrono::seconds> lasts{};
};

Note note_of(const schema::Json& json) {
    if (!json.is_object()) throw schema::Wrong{"the body is no object: {\"note\": \"…\", \"seconds\": 3600}"};
    Note note;
    note.text = clean_text(schema::text_of(json, "note"), longest_note);
    if (const auto seconds = schema::maybe<std::uint64_t>(json, "seconds")) {
        if (*seconds < 1 || *seconds > longest_silence_s) throw schema::Wrong{"\"seconds\" is 1 to a year"};
        note.lasts = std::chrono::seconds(*seconds);
    }
    return note;
}

std::expected<Note, std::string> parse_note(const std::string& body) {
    if (body.empty()) return Note{};
    return parse_body(note_of, body);
}

/// The incident as soon as its change is in the journal, which may be slow to be written: others are answered
/// meanwhile.
Answer when_written(std::shared_future<Result<Incident>> change) {
    Answer answer;
    answer.later = [change = std::move(change), until = Clock::now() + journal_patience]() -> std::unique_ptr<Answer> {
        if (change.wait_for(std::chrono::seconds(0)) == std::future_status::ready) {
            const auto& incident = change.get();
            if (incident) return std::make_unique<Answer>(json_answer(schema::form(*incident)));
            const auto& why = incident.error();
            return std::make_unique<Answer>(why.code == Errc::unsupported
                                                ? problem(409, "still seen", why.context)
                                                : problem(404, "no such incident", why.context));
        }
        if (Clock::now() < until) return nullptr;
        return std::make_unique<Answer>(
            problem(503, "the journal cannot be written",
                    "it is done, and will be in the journal as soon as that can be written"));
    };
    return answer;
}

/// The incident that the path names, changed by `change` and told as it is then.
template <class Change>
Answer change_incident(const Asked& asked, Role role, const std::string& action, const Change& change) {
    const auto& word = asked.words[0];
    const auto id = sequence_of(word);
    if (!id) return problem(404, "no such incident", fmt::format("'{}' is no number", clean_text(word, 40)));
    const auto note = parse_note(asked.question.body);
    if (!note) return problem(400, "bad body", note.error());
    auto reader = reader_of(asked);
    if (!reader) return journal_problem(reader.error());
    const auto known = reader->incident(*id);
    if (!known) return journal_problem(known.error());
    const auto not_there = fmt::format("there is no incident {}", *id);
    if (!*known) return problem(404, "no such incident", not_there);
    if (auto no = missing_role(asked.context, role, (*known)->host, action + " " + word))
        return no->status == 404 ? problem(404, "no such incident", not_there) : std::move(*no);
    return when_written(change(*id, *note, asked_by(asked.context.actor, action + " " + word)));
}

}  // namespace

Answer incidents_page(const Asked& asked) {
    auto hosts = hosts_told(asked);
    if (!hosts) return std::move(hosts.error());
    auto reader = reader_of(asked);
    if (!reader) return journal_problem(reader.error());
    const auto limit =
        std::min<std::uint64_t>(asked.parameters.number("limit").value_or(usual_incidents), most_incidents);
    const auto before = asked.parameters.number("after").value_or(~std::uint64_t{0});
    // A page of all hosts may be as full as was asked; those of few hosts are sought in several questions.
    const auto looked_at = std::max(limit, usual_incidents);
    auto incidents = reader->incidents(asked.parameters.text("state") != "all", looked_at + 1, before);
    if (!incidents) return journal_problem(incidents.error());
    const bool more = incidents->size() > looked_at;
    if (more) incidents->pop_back();
    schema::Json json;
    auto& list = json["incidents"] = schema::Json::array();
    std::uint64_t last = before;
    for (const auto& incident : *incidents) {
        if (list.size() >= limit) {
            json["next"] = last;
            break;
        }
        last = incident.id;
        if (!*hosts || (*hosts)->contains(incident.host)) list.push_back(schema::form(incident));
    }
    if (more && !json.contains("next")) json["next"] = last;
    if (auto trouble = journal_trouble(asked.context); !trouble.empty()) json["trouble"] = std::move(trouble);
    return json_answer(json);
}

Answer acknowledge_page(const Asked& asked) {
    const auto change = [&asked](std::uint64_t id, const Note& note, AuditEntry entry) {
        IncidentAcknowledgement by;
        by.who = asked.context.actor.name();
        by.note = note.text;
        by.when = WallClock::now();
        if (note.lasts) by.until = by.when + *note.lasts;
        return asked.context.engine.acknowledge(id, std::move(by), std::move(entry));
    };
    return change_incident(asked, Role::operate, "acknowledge incident", change);
}

Answer clear_page(const Asked& asked) {
    const auto change = [&asked](std::uint64_t id, const Note& note, AuditEntry entry) {
        return asked.context.engine.clear(id, asked.context.actor.name(), note.text, std::move(entry));
    };
    return change_incident(asked, Role::admin, "clear incident", change);
}

Answer events_page(const Asked& asked) {
    auto audience = EventAudience::of(asked);
    if (!audience) return std::move(audience.error());
    auto after = asked.parameters.number("after");
    if (asked.question.accept.find("text/event-stream") != std::string::npos) {
        if (const auto& last = asked.question.last_event_id; !last.empty()) {
            after = sequence_of(last);
            if (!after)
                return problem(400, "bad Last-Event-ID", fmt::format("'{}' is no number", clean_text(last, 40)));
        }
        Answer answer;
        answer.content_type = "text/event-stream";
        auto journal = asked.context.journal;
        if (!journal) journal = std::make_shared<JournalWatch>(asked.context.engine.recorder());
        answer.stream = std::make_unique<EventStream>(std::move(journal), after, std::move(*audience));
        return answer;
    }
    auto reader = reader_of(asked);
    if (!reader) return journal_problem(reader.error());
    const auto limit = std::min<std::uint64_t>(asked.parameters.number("limit").value_or(usual_events), most_events);
    // A page of all hosts may be as full as was asked; those of few among millions are sought in several questions.
    const auto page = reader->events(
        after.value_or(0), limit, audience->hosts(), [&audience](const Event& event) { return audience->hears(event); },
        std::max<std::size_t>(limit, rows_a_look));
    if (!page) return journal_problem(page.error());
    schema::Json json;
    auto& list = json["events"] = schema::Json::array();
    for (const auto& event : page->events) list.push_back(schema::form(event));
    json["oldest"] = page->oldest;
    json["newest"] = page->newest;
    if (page->lost > 0) json["lost"] = page->lost;
    if (page->reset) json["reset"] = true;
    if (page->more) json["next"] = page->reached;
    if (auto trouble = journal_trouble(asked.context); !trouble.empty()) json["trouble"] = std::move(trouble);
    return json_answer(json);
}

}  // namespace ipmi::api
