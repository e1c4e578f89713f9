#include "api/audit_pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/ip/address.hpp>

#include "api/body.hpp"
#include "api/event_stream.hpp"
#include "api/permission.hpp"
#include "schema/audit_form.hpp"
#include "schema/members.hpp"
#include "store/journal.hpp"
#include "transport/endpoint.hpp"

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

/// Where something is, so that two that are the same are equal.
struct Place {
    std::string host{};  ///< an address in the one form that there is of each, or a name in small letters
    bool numeric = false;
    std::uint16_t port = 0;
    bool port_is_said = false;
};

std::optional<Place> place_of(const std::string& text) {
    namespace ip = boost::asio::ip;
    const auto parsed = transport::parse_address(text);
    if (!parsed) return std::nullopt;
    Place place{parsed->host, false, parsed->port, false};
    place.port_is_said = text.size() > parsed->host.size() + (text.starts_with('[') ? 2 : 0);
    boost::system::error_code error;
    auto address = ip::make_address(parsed->host, error);
    if (error) {
        for (auto& c : place.host)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        return place;
    }
    // As a socket of both families tells who has sent.
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        address = ip::make_address_v4(ip::v4_mapped, address.to_v6());
    place.host = address.to_string();
    place.numeric = true;
    return place;
}

/// One address may be that of many BMCs, each at a port of its own.
bool is_at(const Place& wanted, const std::optional<Place>& known) {
    return known && known->host == wanted.host && (!wanted.port_is_said || known->port == wanted.port);
}

std::vector<std::string> hosts_at(const Context& context, const std::string& address) {
    std::vector<std::string> found;
    const auto wanted = place_of(address);
    if (!wanted) return found;
    for (const auto& [name, entry] : context.inventory->hosts()) {
        bool here = false;
        bool by_name = false;
        for (const auto& one : entry.addresses) {
            const auto known = place_of(one);
            here = here || is_at(*wanted, known);
            by_name = by_name || (known && !known->numeric);
        }
        // What a name means is known of the session.
        if (!here && by_name)
            if (const auto block = context.engine.snapshot().find(name); block && !block->peer.empty())
                here = is_at(*wanted, place_of(block->peer));
        if (here) found.push_back(name);
    }
    return found;
}

Answer nobody_at(const std::string& address) {
    return problem(404, "no such host", fmt::format("the inventory has no host at '{}'", clean_text(address, 80)));
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
    const bool by_address = hint->host.empty();
    const auto hosts = by_address ? hosts_at(asked.context, hint->address) : std::vector<std::string>(1, hint->host);
    if (hosts.empty()) return nobody_at(hint->address);
    const auto& rights = *asked.context.actor.rights;
    const auto allowed = [&rights](const std::string& host) { return rights.may(Role::operate, host); };
    if (std::none_of(hosts.begin(), hosts.end(), allowed)) {
        auto no = missing_role(asked.context, Role::operate, hosts.front(), "hint");
        return by_address && no->status == 404 ? nobody_at(hint->address) : std::move(*no);
    }
    auto& engine = asked.context.engine;
    std::vector<std::string> told;
    bool known = false;
    for (const auto& host : hosts) {
        if (!allowed(host) || !engine.snapshot().find(host)) continue;
        known = true;
        if (engine.hint(host)) told.push_back(host);
    }
    if (!known) return no_such_host(hosts.front());
    if (told.empty()) return problem(409, "cannot be asked", "this host cannot be asked");
    schema::Json said;
    said["host"] = told.front();
    said["hosts"] = told;
    auto answer = json_answer(said);
    answer.status = 202;
    return answer;
}

}  // namespace ipmi::api
