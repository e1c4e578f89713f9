#include "cli/report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/order_hold.hpp"
#include "cli/exit_code.hpp"
#include "inventory/fold.hpp"
#include "schema/values.hpp"

namespace ipmi::cli {
namespace {

using inventory::HostSet;

Tally tally_of(const Error& error) {
    if (error.code == Errc::cancelled) return Tally::not_reached;
    return error.code == Errc::outcome_unknown ? Tally::outcome_unknown : Tally::failed;
}

std::string indented(const std::string& text) {
    const std::string blanks(indentation, ' ');
    auto out = blanks;
    for (const char c : text) {
        out += c;
        if (c == '\n') out += blanks;
    }
    return out;
}

std::string json_line(const std::string& host, WallTime read, Result<Shown> answer) {
    if (answer && !answer->written.empty()) return schema::host_line(host, read, answer->written);
    Result<schema::Json> json;
    if (answer)
        json = std::move(answer->json);
    else
        json = std::unexpected(answer.error());
    return schema::line(schema::host_form(host, read, std::move(json)));
}

}  // namespace

std::string folded(const std::map<std::string, std::string>& text_of_host, bool headers) {
    std::map<std::string_view, HostSet> hosts_of_text;
    for (const auto& [host, text] : text_of_host) hosts_of_text[text].insert(host);
    std::map<std::string, std::string_view, inventory::NaturalLess> in_order;
    for (const auto& [text, hosts] : hosts_of_text) in_order[*hosts.begin()] = text;
    std::string out;
    bool after_block = false;
    for (const auto& [first, view] : in_order) {
        const std::string text(view);
        if (!headers) {
            out += text + '\n';
            continue;
        }
        const bool block = text.find('\n') != std::string::npos;
        if (!out.empty() && (block || after_block)) out += '\n';
        out += fmt::format("{}:{}{}\n", inventory::fold(hosts_of_text[view]), block ? "\n" : " ",
                           block ? indented(text) : text);
        after_block = block;
    }
    return out;
}

std::string advice_for(const Error& error, const Options& options) {
    const bool login_from_inventory = options.address.empty();
    const auto* const ping = options.verb == Verb::ping ? "" : " `bmcscope ping` tells.";
    switch (error.code) {
        case Errc::timeout:
            if (has_answered(error)) return "It has answered, so it is slow or busy: --timeout gives it more time.";
            return fmt::format(
                "Is this the BMC's address, and its UDP port (623 where none is given) open from here?{}", ping);
        case Errc::unreachable:
            return options.verb == Verb::ping ? "Check the address."
                                              : "Check the address; `bmcscope ping` tries it without a login.";
        case Errc::auth_failed:
            return login_from_inventory
                       ? "Check user and password of the host's credential; --retry-auth does not wait."
                       : "Check user and password; --retry-auth logs in again at once.";
        case Errc::no_privilege:
            return login_from_inventory
                       ? "Lower `privilege` of the credential, or --privilege, or raise the user's limit on the BMC."
                       : "Ask for less with --privilege, or raise the user's limit on the BMC.";
        case Errc::busy:
            if (held_by_an_order(error))
                return "Nothing was sent. It is free when that order is over, or its program has ended.";
            return "All sessions of this BMC are taken; they end by themselves after about a minute.";
        case Errc::outcome_unknown: return "Read the state before you try again: `bmcscope power status`.";
        case Errc::completion_code:
            if (lacks_privilege(error))
                return "The session may not do that: ask for more with --privilege operator, or administrator.";
            return {};
        default: return {};
    }
}

Report::Report(const Options& options, Output& output, std::size_t hosts)
    : options_(options), output_(output), hosts_(hosts) {}

bool Report::take(const std::string& host, Result<Shown> answer) {
    ++(answer && answer->success ? succeeded_ : failed_);
    if (!answer)
        ++tallies_[tally_of(answer.error())];
    else if (answer->tally)
        ++tallies_[*answer->tally];
    if (options_.json) {
        const auto read = answer && answer->read ? *answer->read : WallClock::now();
        readable_ = readable_ && output_.out(json_line(host, read, std::move(answer)) + '\n');
        return readable_;
    }
    if (!answer) {
        auto text = answer.error().context;
        // An interrupted action has not begun there; what had begun is an answer, or an outcome that is not known.
        if (options_.power_action && answer.error().code == Errc::cancelled) text = "not reached, nothing was sent";
        if (text.empty()) text = to_string(answer.error().code);
        const auto advice = advice_for(answer.error(), options_);
        errors_[host] = advice.empty() ? text : text + '\n' + advice;
        return true;
    }
    answers_[host] = std::move(answer->text);
    if (!answer->notes.empty()) notes_[host] = fmt::format("note: {}", fmt::join(answer->notes, "\nnote: "));
    if (options_.verbose && answer->statistics) statistics_[host] = statistics_text(*answer->statistics);
    return true;
}

std::string Report::summary() const {
    auto text = fmt::format("{} hosts:", taken());
    for (const auto& [tally, count] : tallies_)
        text += fmt::format("{} {} {}", tally == tallies_.begin()->first ? "" : ",", count, to_string(tally));
    return text + '\n';
}

int Report::finish() {
    const bool headers = hosts_ > 1;
    if (!answers_.empty()) readable_ = output_.out(folded(answers_, headers)) && readable_;
    for (auto* texts : {&notes_, &statistics_, &errors_})
        if (!texts->empty()) output_.error(folded(*texts, texts == &errors_ || headers));
    if (headers && !options_.json && options_.power_action && !options_.dry_run)
        readable_ = output_.out(summary()) && readable_;
    else if (headers && failed_ > 0 && !options_.json)
        output_.error(fmt::format("{} of {} hosts failed\n", failed_, succeeded_ + failed_));
    if (!readable_ || succeeded_ == 0) return exit_none_succeeded;
    return failed_ == 0 ? exit_all_succeeded : exit_some_failed;
}

}  // namespace ipmi::cli
