#include "api/audit_pages.hpp"

#include <fmt/format.h>

#include <boost/asio/ip/address.hpp>

#include "api/body.hpp"
#include "api/event_stream.hpp"
#include "api/permission.hpp"
#include "schema/audit_form.hpp"
#include "schema/members.hpp"
#include "store/journal.hpp"

namespace ipmi::api {
namespace {

constexpr std::uint64_t usual_entries = 1'000;
constexpr std::uint64_t most_entries = 10'000;

struct Hint {
    std::string host{};
    std::string address{};
};

Hint hint_of(const schema::Json& json) {
    if (!json.is_object()) throw schema::Wrong{"the body is no object: {\"host\": \"…\", \"what\": \"…\"}"};
    Hint hint{schema::text_of(json, "host"), schema::text_of(json, "address")};
    if (hint.host.empty() == hint.address.empty()) throw schema::Wrong{"say \"host\" or \"address\""};
    return hint;
}

/// Without the port, in the one form that there is of each; a name stays as it is.
std::string plain_address(std::string text) {
    if (text.starts_with('['))
        text = text.substr(1, text.find(']') - 1);
    else if (const auto colon = text.find(':'); colon != text.npos && text.find(':', colon + 1) == text.npos)
        text.erase(colon);
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(text, error);
    return error ? text : address.to_string();
}

std::string host_at(const inventory::Inventory& inventory, const std::string& address) {
    const auto wanted = plain_address(address);
    for (const auto& [name, entry] : inventory.hosts())
        for (const auto& known : entry.addresses)
            if (plain_address(known) == wanted) return name;
    return {};
}

}  // namespace

Answer audit_page(const Asked& asked) {
    const auto& rights = *asked.context.actor.rights;
    const auto& on_hosts = rights.on_hosts();
    const bool anywhere =
        rights.everywhere() >= Role::admin ||
        std::any_of(on_hosts.begin(), on_hosts.end(), [](const auto& host) { return host.second >= Role::admin; });
    if (!anywhere)
        if (auto no = missing_role(asked.context, Role::admin, {}, "read the audit")) return std::move(*no);
    auto reader = store::JournalReader::open(asked.context.engine.recorder().path());
    if (!reader) return problem(503, "the journal cannot be read", reader.error().context);
    const auto limit = std::min(asked.parameters.number("limit").value_or(usual_entries), most_entries);
    // As of events: those of few hosts among many are sought in several questions.
    const auto page = reader->audit(
        asked.parameters.number("after").value_or(0), limit,
        [&rights](const AuditEntry& entry) { return rights.reads_audit_of(entry.host); },
        std::max<std::size_t>(limit, rows_a_look));
    if (!page) return problem(503, "the journal cannot be read", page.error().context);
    schema::Json json;
    auto& list = json["entries"] = schema::Json::array();
    for (const auto& entry : page->entries) list.push_back(schema::form(entry));
    if (page->more) json["next"] = page->reached;
    return json_answer(json);
}

Answer hints_page(const Asked& asked) {
    const auto hint = parse_body(hint_of, asked.question.body);
    if (!hint) return problem(400, "bad body", hint.error());
    auto& engine = asked.context.engine;
    const auto host = hint->host.empty() ? host_at(*asked.context.inventory, hint->address) : hint->host;
    if (host.empty())
        return problem(404, "no such host",
                       fmt::format("the inventory has no host at '{}'", clean_text(hint->address, 80)));
    if (auto no = missing_role(asked.context, Role::operate, host, "hint")) return std::move(*no);
    if (!engine.snapshot().find(host)) return no_such_host(host);
    if (!engine.hint(host)) return problem(409, "cannot be asked", "this host cannot be asked");
    schema::Json said;
    said["host"] = host;
    auto answer = json_answer(said);
    answer.status = 202;
    return answer;
}

}  // namespace ipmi::api
