#include "api/event_stream.hpp"

#include <fmt/format.h>

#include "schema/event_form.hpp"
#include "store/journal.hpp"

namespace ipmi::api {
namespace {

constexpr std::size_t events_a_chunk = 200;
constexpr std::string_view sign_of_life = ": \n\n";

}  // namespace

EventStream::EventStream(std::string journal, std::optional<std::uint64_t> after, EventAudience audience)
    : journal_(std::move(journal)), after_(after), audience_(std::move(audience)) {}

Stream::Then EventStream::next(std::string& chunk) {
    if (!audience_.renew()) return Then::end;
    // So that a client knows at once that it is heard.
    if (!begun_) chunk += sign_of_life;
    begun_ = true;
    // Opened anew each time: a journal that was damaged is another file now.
    auto reader = store::JournalReader::open(journal_);
    if (!reader) return Then::wait;
    constexpr auto nothing_before = ~std::uint64_t{0};
    const auto page = reader->events(after_.value_or(nothing_before), events_a_chunk, audience_.hosts(),
                                     [this](const Event& event) { return audience_.hears(event); });
    if (!page) return Then::wait;
    if (!after_) after_ = page->newest;
    if (*after_ + 1 < page->oldest) {
        chunk += fmt::format("event: gap\ndata: {{\"from\":{},\"to\":{}}}\n\n", *after_ + 1, page->oldest - 1);
        after_ = page->oldest - 1;
    }
    for (const auto& event : page->events) {
        chunk += fmt::format("id: {}\nevent: {}\ndata: {}\n\n", event.sequence, to_string(event.kind),
                             schema::line(schema::form(event)));
        after_ = event.sequence;
    }
    if (page->events.size() == events_a_chunk) return Then::more;
    after_ = std::max(*after_, page->newest);  // those of other hosts are done with too
    return Then::wait;
}

void EventStream::keep_alive(std::string& chunk) {
    chunk += sign_of_life;
}

}  // namespace ipmi::api
