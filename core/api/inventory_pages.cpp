#include "api/inventory_pages.hpp"

#include "api/body.hpp"
#include "api/permission.hpp"
#include "schema/members.hpp"

namespace ipmi::api {
namespace {

HostsSource::Loss loss_of(const schema::Json& json) {
    if (!json.is_object()) throw schema::Wrong{"the body is no object: {\"force\": true}"};
    return schema::maybe<bool>(json, "force").value_or(false) ? HostsSource::Loss::meant : HostsSource::Loss::ask;
}

}  // namespace

Answer reload_page(const Asked& asked) {
    const auto& body = asked.question.body;
    const auto loss = parse_body(loss_of, body.empty() ? "{}" : body);
    if (!loss) return problem(400, "bad body", loss.error());
    const std::string action =
        *loss == HostsSource::Loss::meant ? "inventory reload --force" : "read the inventory again";
    if (auto no = missing_role(asked.context, Role::admin, {}, action)) return std::move(*no);
    auto* hosts = asked.context.hosts;
    if (hosts == nullptr) return problem(503, "no inventory", "this engine was not given an inventory to read again");
    const auto done = hosts->load(*loss);
    auto event = event_of(done);
    auto entry = asked_by(asked.context.actor, action);
    entry.stage = done ? AuditStage::done : AuditStage::failed;
    entry.result = event.text;
    asked.context.engine.record(std::move(entry), std::move(event));
    if (!done) return problem(409, "inventory not taken over", done.error().context);
    schema::Json answer;
    answer["hosts"] = done->hosts;
    answer["come"] = done->come;
    answer["gone"] = done->gone;
    answer["unusable"] = done->unusable;
    answer["kept"] = done->kept;
    return json_answer(answer);
}

}  // namespace ipmi::api
