#include "api/dispatch.hpp"

#include <fmt/format.h>

#include <expected>

#include "api/path.hpp"
#include "api/permission.hpp"
#include "api/routes.hpp"
#include "base/text.hpp"

namespace ipmi::api {
namespace {

/// Who asks, and on whose behalf. Errors: the answer to give.
std::expected<Actor, Answer> actor_of(Access& access, const Context& context, const Question& question) {
    auto actor = access.caller(question.caller, context.inventory);
    if (question.acts_for_other) {
        auto other = access.for_other(actor, question.on_behalf_of, context.inventory);
        if (!other) {
            auto entry = asked_by(actor, "act for " + clean_text(question.on_behalf_of, 80));
            entry.stage = AuditStage::refused;
            entry.result = other.error();
            if (access.may_fill_the_audit(actor)) context.engine.record(std::move(entry));
            return std::unexpected(problem(403, "not allowed", other.error()));
        }
        actor = std::move(*other);
    }
    if (actor.rights->none())
        return std::unexpected(problem(
            403, "not allowed",
            fmt::format("{} has no role: 'view' on some host is the least; a [role.NAME] of the inventory gives it",
                        actor.name())));
    return actor;
}

}  // namespace

Answer answer(const Context& of_engine, const Question& question) {
    Access passing;
    auto& access = of_engine.access != nullptr ? *of_engine.access : passing;
    auto actor = actor_of(access, of_engine, question);
    if (!actor) return std::move(actor.error());
    auto context = of_engine;
    context.actor = std::move(*actor);
    const auto path = parse_path(question.target);
    if (!path) return problem(400, "bad path", path.error());
    // The server sends the header of the same answer, and nothing else. RFC 9110, §9.3.2.
    const std::string_view method = question.method == "HEAD" ? "GET" : std::string_view(question.method);
    std::string allowed;
    for (const auto& route : routes()) {
        auto words = match(route.path, *path);
        if (!words) continue;
        if (route.method != method) {
            allowed += (allowed.empty() ? "" : ", ") + std::string(route.method == "GET" ? "GET, HEAD" : route.method);
            continue;
        }
        auto parameters = Parameters::parse(question.target, route.parameters);
        if (!parameters) return problem(400, "bad parameters", parameters.error());
        return route.handle({context, question, std::move(*words), std::move(*parameters)});
    }
    if (allowed.empty()) return problem(404, "no such page", fmt::format("there is no {}", question.target));
    auto refusal = problem(405, "wrong method", fmt::format("{} takes {}", question.target, allowed));
    refusal.allow = allowed;
    return refusal;
}

}  // namespace ipmi::api
