#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <functional>
#include <utility>
#include <vector>

#include "cli/engine_way.hpp"
#include "cli/exit_code.hpp"
#include "cli/journal.hpp"
#include "cli/show_incidents.hpp"
#include "cli/table.hpp"
#include "client/engine_calls.hpp"
#include "client/event_stream.hpp"
#include "schema/event_form.hpp"

namespace ipmi::cli {
namespace {

using client::EngineLink;
using client::EventGap;
using client::EventStream;

constexpr std::size_t page_size = 1000;
constexpr std::size_t widest_host = 40;
constexpr auto patience = std::chrono::minutes(1);  // between two looks at whether the stream still lives

/// Prints what comes, in columns that grow with the longest name.
class Lines {
public:
    Lines(const Options& options, const Style& style, Output& output)
        : options_(options), style_(style), output_(output) {}

    template <class Events>
    void make_room_for(const Events& events) {
        for (const auto& event : events) host_width_ = std::max(host_width_, width_of(event.host));
        host_width_ = std::min(host_width_, widest_host);
    }
    /// False: nobody reads it any more.
    bool print(const Event& event) {
        host_width_ = std::min(std::max(host_width_, width_of(event.host)), widest_host);
        return output_.out(options_.json ? schema::line(schema::form(event)) + '\n'
                                         : show_event(event, style_, host_width_));
    }
    bool print(const EventGap& gap) {
        if (!options_.json) {
            const auto* const why = gap.reset  ? "of another journal: all that this one has follow"
                                    : gap.lost ? "lost: the journal was damaged"
                                               : "no longer kept";
            const auto text = fmt::format("(events {} to {} are {})", gap.from, gap.to, why);
            return output_.out(style_.paint(text, Paint::warning) + '\n');
        }
        schema::Json json;
        json["gap"]["from"] = gap.from;
        json["gap"]["to"] = gap.to;
        json["gap"]["reason"] = gap.reset ? "reset" : gap.lost ? "lost" : "dropped";
        return output_.out(schema::line(json) + '\n');
    }

private:
    const Options& options_;
    const Style& style_;
    Output& output_;
    std::size_t host_width_ = 8;
};

/// The events behind `after`, page by page: of few hosts among many a page may have none, and others follow.
/// Gives the number up to which the journal was looked at; earlier where `take` returns false.
Result<std::uint64_t> go_through(EngineLink& engine, const Options& options, std::uint64_t after,
                                 const std::function<bool(client::EventPage&)>& take) {
    for (bool begun = false;; begun = true) {
        auto page = client::events_of(engine, {options.set, after, page_size}, engine_timeout_of(options));
        if (!page) return std::unexpected(page.error());
        if (page->reset && !begun) after = 0;
        const auto next = page->next;
        if (next && *next <= after)
            return std::unexpected(Error{Errc::malformed, "engine: its events do not go on", {}});
        const bool on = take(*page);
        after = next.value_or(std::max(after, page->newest));
        if (!on || !next) return after;
    }
}

/// The newest `count`, oldest first; `newest` becomes the number of the journal's last. With a host set more of the
/// journal is gone through until there are as many.
Result<std::deque<Event>> newest_events(EngineLink& engine, const Options& options, std::uint64_t& newest,
                                        Output& output) {
    const auto ends = client::events_of(engine, {options.set, 0, 1}, engine_timeout_of(options));
    if (!ends) return std::unexpected(ends.error());
    tell_trouble(output, ends->trouble);
    newest = ends->newest;
    std::uint64_t window = options.last;
    for (;;) {
        std::deque<Event> found;
        const auto after = window < newest ? newest - window : 0;
        const bool all = after == 0 || after < ends->oldest;
        const auto looked = go_through(engine, options, after, [&found, &options](client::EventPage& page) {
            for (auto& event : page.events) {
                found.push_back(std::move(event));
                if (found.size() > options.last) found.pop_front();
            }
            return true;
        });
        if (!looked) return std::unexpected(looked.error());
        newest = *looked;
        if (all || found.size() == options.last) return found;
        window *= 8;
    }
}

/// Goes on until nobody reads it, or the engine refuses.
int follow(const Options& options, std::optional<std::uint64_t> after, Lines& lines, Output& output) {
    EventStream stream({engine_socket(options), options.set, after});
    bool lost = false;
    for (;;) {
        const auto item = stream.next(patience);
        if (lost && stream.connected()) {
            output.error("the engine answers again\n");
            lost = false;
        }
        if (!item) {
            const auto& error = item.error();
            if (error.code == Errc::timeout) continue;
            output.error(fmt::format("{}{}\n", error.context,
                                     error.code == Errc::unreachable ? "; it is tried again and again" : ""));
            if (error.code == Errc::local) return exit_none_succeeded;
            lost = lost || error.code == Errc::unreachable;
            continue;
        }
        const bool readable = std::visit([&lines](const auto& one) { return lines.print(one); }, *item);
        if (!readable) return exit_all_succeeded;
    }
}

int failed(Output& output, const Error& why) {
    tell_no_engine(output, why, "Events are kept by");
    return why.code == Errc::local ? exit_usage : exit_none_succeeded;
}

/// What is not there between `after` and the oldest of the page.
std::vector<EventGap> gaps_before(const client::EventPage& page, std::uint64_t after) {
    std::vector<EventGap> gaps;
    if (page.reset) gaps.push_back({page.newest + 1, std::exchange(after, 0), false, true});
    const auto last = page.oldest > 0 ? page.oldest - 1 : 0;
    const auto lost = std::min(page.lost, last);
    if (after < lost) gaps.push_back({after + 1, lost, true});
    const auto known = std::max(after, lost);
    if (known < last) gaps.push_back({known + 1, last});
    return gaps;
}

/// Those behind --after as they come; the number from which on others may follow.
Result<std::uint64_t> events_after(EngineLink& engine, const Options& options, Lines& lines, Output& output) {
    const auto print = [&lines](const auto& line) { return lines.print(line); };
    bool begun = false;
    return go_through(engine, options, *options.after, [&](client::EventPage& page) {
        if (!std::exchange(begun, true)) {
            tell_trouble(output, page.trouble);
            if (!std::ranges::all_of(gaps_before(page, *options.after), print)) return false;
        }
        lines.make_room_for(page.events);
        return std::ranges::all_of(page.events, print);
    });
}

}  // namespace

int list_events(const Options& options, const Style& style, Output& output) {
    EngineLink engine(engine_socket(options));
    Lines lines(options, style, output);
    std::uint64_t last = 0;
    if (options.after) {
        const auto printed = events_after(engine, options, lines, output);
        if (!printed) return failed(output, printed.error());
        last = *printed;
    } else {
        const auto newest = newest_events(engine, options, last, output);
        if (!newest) return failed(output, newest.error());
        lines.make_room_for(*newest);
        for (const auto& event : *newest)
            if (!lines.print(event)) return exit_all_succeeded;
        if (newest->empty() && !options.follow && !options.json) output.error("no events\n");
    }
    return options.follow ? follow(options, last, lines, output) : exit_all_succeeded;
}

}  // namespace ipmi::cli
