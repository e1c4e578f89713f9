#include "api/event_stream.hpp"

#include <fmt/format.h>

#include "schema/event_form.hpp"
#include "store/journal.hpp"

namespace ipmi::api {
namespace {

constexpr std::size_t events_a_chunk = 200;
constexpr std::string_view sign_of_life = ": \n\n";

void tell(std::string& chunk, const store::EventHole& hole) {
    chunk += fmt::format("event: gap\ndata: {{\"from\":{},\"to\":{},\"reason\":\"{}\"}}\n\n", hole.from, hole.to,
                         hole.lost ? "lost" : "dropped");
}

/// Its id is where the client goes on from, should it be lost before the first of those that follow.
void tell_reset(std::string& chunk, const store::EventPage& page, std::uint64_t after) {
    chunk += fmt::format("id: 0\nevent: gap\ndata: {{\"from\":{},\"to\":{},\"reason\":\"reset\"}}\n\n", page.newest + 1,
                         after);
}

void tell(std::string& chunk, const Event& event) {
    chunk += fmt::format("id: {}\nevent: {}\ndata: {}\n\n", event.sequence, to_string(event.kind),
                         schema::line(schema::form(event)));
}

}  // namespace

EventStream::EventStream(std::shared_ptr<JournalWatch> journal, std::optional<std::uint64_t> after,
                         EventAudience audience)
    : journal_(std::move(journal)), after_(after), audience_(std::move(audience)) {}

Stream::Then EventStream::next(std::string& chunk) {
    if (!audience_.renew()) return Then::end;
    // So that a client knows at once that it is heard.
    if (!begun_) chunk += sign_of_life;
    begun_ = true;
    auto* const reader = journal_->reader();
    if (reader == nullptr) return Then::wait;
    if (!after_) {
        if (const auto now = reader->events(0, 0))
            after_ = now->newest;
        else
            journal_->forget();
        return Then::wait;
    }
    const auto page = reader->events(
        *after_, events_a_chunk, audience_.hosts(), [this](const Event& event) { return audience_.hears(event); },
        rows_a_look);
    if (!page) {
        journal_->forget();
        return Then::wait;
    }
    if (page->reset) tell_reset(chunk, *page, *after_);
    // Not further than was looked at: what is written next may have a smaller number than the newest.
    after_ = page->reached;
    auto hole = page->holes.begin();
    for (const auto& event : page->events) {
        for (; hole != page->holes.end() && hole->to < event.sequence; ++hole) tell(chunk, *hole);
        tell(chunk, event);
    }
    for (; hole != page->holes.end(); ++hole) tell(chunk, *hole);
    if (!page->more) return Then::wait;
    // Those of other hosts alone: others have their turn while this is sent, and a client that has left is noticed.
    if (chunk.empty()) chunk += sign_of_life;
    return Then::more;
}

void EventStream::keep_alive(std::string& chunk) {
    chunk += sign_of_life;
}

}  // namespace ipmi::api
