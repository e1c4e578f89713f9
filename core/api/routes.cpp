#include "api/routes.hpp"

#include <fmt/format.h>

#include <array>

#include "api/audit_pages.hpp"
#include "api/group_pages.hpp"
#include "api/host_pages.hpp"
#include "api/incident_pages.hpp"
#include "api/index_pages.hpp"
#include "api/inventory_pages.hpp"
#include "api/metrics_page.hpp"
#include "api/openapi.hpp"
#include "api/order_pages.hpp"
#include "api/path.hpp"
#include "api/permission.hpp"
#include "api/readings_page.hpp"
#include "base/text.hpp"

namespace ipmi::api {
namespace {

using Kind = Parameter::Kind;

Answer openapi_page(const Asked&) {
    return json_answer(openapi(routes()));
}

constexpr Parameter of_set{"set", "Only of the hosts of this set: web[01-12],@rack1,!web07."};
constexpr std::array host_parameters{
    of_set,
    Parameter{"reach", "Only those that answer, are silent, or were not asked yet.", Kind::choice, 0,
              "answers|silent|not asked yet"},
    Parameter{"severity", "Only those of this severity.", Kind::choice, 0, "ok|warning|critical|unknown"},
    Parameter{"power", "Only those in this power state.", Kind::choice, 0, "on|off|unknown"},
    Parameter{"limit", "So many at most; \"next\" is there where there are more.", Kind::number, 1},
    Parameter{"after", "What \"next\" said: those that follow."}};
constexpr std::array set_parameters{of_set};
constexpr std::array report_parameters{
    Parameter{"hosts", "Names with commas between them."},
    Parameter{"parts", "What is told of each, with commas: sensors,chassis,sel,dcmi_power,fru,device."}};
constexpr std::array reading_parameters{
    Parameter{"since", "Only of hosts that have changed since this generation, and which have gone.", Kind::number},
    of_set,
    Parameter{"detail", "Of each sensor what a poll reads (the default), or all.", Kind::choice, 0, "reading|all"}};
constexpr std::array incident_parameters{
    Parameter{"state", "Those that are open (the default), or all.", Kind::choice, 0, "open|all"}, of_set,
    Parameter{"limit", "So many at most; \"next\" is there where there are more.", Kind::number, 1},
    Parameter{"after", "What \"next\" said: those that are older.", Kind::number}};
constexpr std::array event_parameters{Parameter{"after", "Those behind this sequence number.", Kind::number},
                                      Parameter{"limit", "So many at most.", Kind::number, 1}, of_set};

constexpr std::array index_parameters{
    of_set, Parameter{"since", "Only those that have changed after this generation.", Kind::number}};
constexpr std::array audit_parameters{Parameter{"after", "Those behind this sequence number.", Kind::number},
                                      Parameter{"limit", "So many at most.", Kind::number, 1}};
constexpr bool tagged = true;

constexpr std::array table{
    Route{"GET",
          "/v1/hosts",
          hosts_page,
          "All hosts, or those of a set, in natural order of their names.",
          host_parameters,
          "Hosts",
          {},
          {},
          200,
          tagged},
    Route{"GET",
          "/v1/hosts/{host}",
          host_page,
          "One host: whether it answers, how it is, its lamp.",
          {},
          "Summary",
          {},
          {},
          200,
          tagged},
    Route{"GET",
          "/v1/hosts/{host}/sensors",
          host_sensors_page,
          "Its sensors as they were read last.",
          {},
          "HostSensors",
          {},
          {},
          200,
          tagged},
    Route{"GET",
          "/v1/hosts/{host}/power",
          host_power_page,
          "Its power and chassis as read last.",
          {},
          "HostPower",
          {},
          {},
          200,
          tagged},
    Route{"GET",
          "/v1/hosts/{host}/sel",
          host_sel_page,
          "Its System Event Log as read last.",
          {},
          "HostSel",
          {},
          {},
          200,
          tagged},
    Route{"GET",
          "/v1/hosts/{host}/device",
          host_device_page,
          "Its BMC: firmware, self test, LAN.",
          {},
          "HostDevice",
          {},
          {},
          200,
          tagged},
    Route{"GET", "/v1/hosts/{host}/fru", host_fru_page, "Its parts.", {}, "HostFru", {}, {}, 200, tagged},
    Route{"POST",
          "/v1/hosts/{host}/refresh",
          refresh_page,
          "Everything is asked of it soon.",
          {},
          "Summary",
          {},
          {},
          202},
    Route{"GET",
          "/v1/groups",
          groups_page,
          "The groups, and how their hosts stand together; * is all hosts.",
          {},
          "Groups",
          {},
          {},
          200,
          tagged},
    Route{"GET", "/v1/reports", reports_page, "Several parts of several hosts.", report_parameters, "Reports"},
    Route{"GET",
          "/v1/readings",
          readings_page,
          "All sensors of all hosts as read last, or what has changed; in CBOR where Accept asks for that.",
          reading_parameters,
          "Readings",
          {},
          "application/cbor"},
    Route{"GET", "/v1/incidents", incidents_page, "What is wrong, newest first.", incident_parameters, "Incidents"},
    Route{"POST", "/v1/incidents/{id}/ack", acknowledge_page, "Somebody has seen it.", {}, "Incident", "Acknowledging"},
    Route{"POST",
          "/v1/incidents/{id}/clear",
          clear_page,
          "Somebody says that it is over.",
          {},
          "Incident",
          "Acknowledging"},
    Route{"GET",
          "/v1/events",
          events_page,
          "The journal, oldest first; as server-sent events, and as it goes on, where Accept asks for that.",
          event_parameters,
          "Events",
          {},
          "text/event-stream"},
    Route{"GET", "/v1/openapi.json", openapi_page, "This document.", {}, "OpenApi"},
    Route{"GET",
          "/metrics",
          metrics_page,
          "Everything as metrics, in OpenMetrics where Accept asks for that.",
          set_parameters,
          {},
          {},
          "text/plain|application/openmetrics-text"},
    Route{"GET", "/v1/indices", indices_page, "The SNMP index of each host, entity, FRU and sensor, and log sequences.",
          index_parameters, "Indices"},
    Route{"POST",
          "/v1/inventory/reload",
          reload_page,
          "The inventory is read again; with force even where more than a tenth of the hosts would go.",
          {},
          "Reloaded",
          "Reload"},
    Route{"POST",
          "/v1/hosts/{host}/power",
          power_order_page,
          "Switches its power; answered when that is over.",
          {},
          "PowerResult",
          "PowerOrder"},
    Route{"POST",
          "/v1/hosts/{host}/identify",
          identify_order_page,
          "Switches its identify lamp.",
          {},
          "Identified",
          "IdentifyOrder"},
    Route{"POST",
          "/v1/power",
          power_of_set_page,
          "Switches the power of many hosts; a line of JSON for each.",
          {},
          {},
          "PowerOrder",
          "application/x-ndjson"},
    Route{"POST",
          "/v1/hints",
          hints_page,
          "Something is said to have happened there: its log is read now.",
          {},
          "Hinted",
          "Hint",
          {},
          202},
    Route{"GET", "/v1/audit", audit_page, "Who did what, oldest first.", audit_parameters, "Audit"},
};

}  // namespace

std::span<const Route> routes() {
    return table;
}

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
    std::string allowed;
    for (const auto& route : table) {
        auto words = match(route.path, *path);
        if (!words) continue;
        if (route.method != question.method) {
            allowed += (allowed.empty() ? "" : ", ") + std::string(route.method);
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
